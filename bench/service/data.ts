import type { BenchRequest } from '../shared/load.ts'

/** Runs plain SQL. */
export type Sql = (text: string) => Promise<unknown>

export const administratorToken = 'administrator-token-of-the-bench'

const keyIdOf = (n: number): string => `ajekey${String(n).padStart(14, '0')}`
const accountIdOf = (n: number): string => `ajebench${String(n).padStart(12, '0')}`
/** Derived from the key's number, and visibly fake. */
const secretOf = (n: number): string => `AQVNFAKE${String(n).padStart(32, '0')}`
const keysOfAccount = 1000
/** Half of the default quota: counting towards it reads this many rows. */
const keysOfGrowingCloud = 500
/** Numbers of growing accounts and their keys start far above all others. */
const growing = 900_000_000

/** The growing cloud in which the baselines create keys, only to record the statements. */
export const recordedCloud = 0

/** Checks of stored keys in turn, spread evenly. */
export const checks = (stored: number, different = 100): readonly BenchRequest[] =>
  Array.from({ length: different }, (_, n) => ({
    method: 'GET',
    path: '/authenticate',
    headers: { authorization: `Api-Key ${secretOf(Math.floor((n * stored) / different))}` },
  }))

const headers = { authorization: `Bearer ${administratorToken}`, 'content-type': 'application/json' }

const get = (path: string): BenchRequest => ({ method: 'GET', path, headers })

/** A list of 1,000 keys. */
export const list = get(`/iam/v1/apiKeys?serviceAccountId=${accountIdOf(0)}&pageSize=${keysOfAccount}`)

/** The request's fields of a method by gRPC, and the same request by HTTP. */
export const getOne = { fields: { apiKeyId: keyIdOf(0) }, request: get(`/iam/v1/apiKeys/${keyIdOf(0)}`) }
export const list100 = {
  fields: { serviceAccountId: accountIdOf(0), pageSize: '100' },
  request: get(`/iam/v1/apiKeys?serviceAccountId=${accountIdOf(0)}&pageSize=100`),
}

/** The fields of a new key in a cloud of `seedGrowingCloud`. */
export const newKey = (cloud: number) => ({
  serviceAccountId: accountIdOf(growing + cloud),
  description: 'Of the bench',
  scopes: [],
})

/** Creates a key in a cloud of `seedGrowingCloud` as the console does: with a new Idempotency-Key. */
export const create = (cloud: number): BenchRequest => ({
  method: 'POST',
  path: '/iam/v1/apiKeys',
  headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
  body: JSON.stringify(newKey(cloud)),
})

const seedFolder = async (run: Sql, cloudId: string): Promise<void> => {
  await run(`insert into clouds values ('${cloudId}', now(), '${cloudId}', '', '{}', '')`)
  await run(`insert into folders values ('${cloudId}', '${cloudId}', now(), 'bench', '', '{}', 'ACTIVE')`)
}

/** Inserts accounts and keys: ranges of their numbers, end excluded. */
const seed = async (
  run: Sql,
  cloudId: string,
  accounts: readonly [number, number],
  keys: readonly [number, number],
) => {
  const account = (n: string) => `'ajebench' || lpad((${n})::text, 12, '0')`
  await run(`insert into service_accounts (id, cloud_id, folder_id, created_at, name, description, labels, status)
    select ${account('n')}, '${cloudId}', '${cloudId}', now(), 'bench-' || n, '', '{}', 'ACTIVE'
    from generate_series(${accounts[0]}, ${accounts[1]} - 1) as n`)
  const secret = `'AQVNFAKE' || lpad(n::text, 32, '0')`
  await run(`insert into api_keys
    (id, cloud_id, service_account_id, created_at, description, scopes, masked_secret, secret_hash)
    select 'ajekey' || lpad(n::text, 14, '0'), '${cloudId}',
      ${account(`${accounts[0]} + (n - ${keys[0]}) / ${keysOfAccount}`)}, now(),
      'Job ' || n || ' of the nightly import', '{yc.postbox.send}', '****' || right(${secret}, 6),
      encode(sha256(convert_to(${secret}, 'UTF8')), 'hex')
    from generate_series(${keys[0]}::bigint, ${keys[1]} - 1) as n`)
}

/** Inserts keys by the thousand with SQL: through the API it would take hours. */
export const seedKeys = async (run: Sql, from: number, to: number): Promise<void> => {
  if (from === 0) await seedFolder(run, 'b1gbench000000000000')
  await seed(run, 'b1gbench000000000000', [from / keysOfAccount, to / keysOfAccount], [from, to])
  await run('vacuum (analyze)')
}

/** A cloud of 500 keys, all of one account, in which `create` creates more. */
export const seedGrowingCloud = async (run: Sql, cloud: number): Promise<void> => {
  const cloudId = `b1ggrow${String(cloud).padStart(13, '0')}`
  await seedFolder(run, cloudId)
  const first = (growing + cloud) * keysOfAccount
  await seed(run, cloudId, [growing + cloud, growing + cloud + 1], [first, first + keysOfGrowingCloud])
}
