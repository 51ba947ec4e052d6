/** Asks a database in plain SQL. */
export type Sql = (text: string, values?: unknown[]) => Promise<unknown>

export const cloudId = 'b1gbenchcloud0000001'
export const folderId = 'b1gbenchfolder000001'
/** The account of the lists: it has the first thousand keys. */
export const listedAccountId = 'ajebenchaccount00000'
export const listedKeys = 1000
/** The account that keys are created in. */
export const growingAccountId = 'ajebenchcreate000000'

/** The secret of the key with this number: made by rule, and visibly nobody's. */
export const secretOf = (n: number): string => `AQVNFAKE${String(n).padStart(32, '0')}`
export const keyIdOf = (n: number): string => `ajebench${String(n).padStart(12, '0')}`

/** Leaves what was seeded; `seedKeys` vacuums after it. */
export const forgetCreated = async (run: Sql): Promise<void> => {
  await run('drop table bare')
  await run('truncate operations, idempotency')
  await run(`delete from api_keys where service_account_id = '${growingAccountId}'`)
}

const keysOfAccount = 1000

/** A cloud, a folder, and the account that gets new keys. */
export const seedFolder = async (run: Sql): Promise<void> => {
  await run(`insert into clouds values ('${cloudId}', now(), 'bench', '', '{}', '')`)
  await run(`insert into folders values ('${folderId}', '${cloudId}', now(), 'bench', '', '{}', 'ACTIVE')`)
  await run(`insert into service_accounts (id, cloud_id, folder_id, created_at, name, description, labels, status)
    values ('${growingAccountId}', '${cloudId}', '${folderId}', now(), 'growing', '', '{}', 'ACTIVE')`)
}

/** The keys from one number up to another, a thousand an account, in the database itself: the API would take hours. */
export const seedKeys = async (run: Sql, from: number, to: number): Promise<void> => {
  const account = (n: string) => `'ajebenchaccount' || lpad((${n})::text, 5, '0')`
  await run(`insert into service_accounts (id, cloud_id, folder_id, created_at, name, description, labels, status)
    select ${account('n')}, '${cloudId}', '${folderId}', now(), 'bench-' || n, '', '{}', 'ACTIVE'
    from generate_series(${from / keysOfAccount}, ${to / keysOfAccount} - 1) as n`)
  const secret = `'AQVNFAKE' || lpad(n::text, 32, '0')`
  const step = 100_000
  for (let start = from; start < to; start += step) {
    await run(`insert into api_keys
      (id, cloud_id, service_account_id, created_at, description, scopes, masked_secret, secret_hash)
      select 'ajebench' || lpad(n::text, 12, '0'), '${cloudId}', ${account(`n / ${keysOfAccount}`)}, now(),
        'Job ' || n || ' of the nightly import', '{yc.postbox.send}', '****' || right(${secret}, 6),
        encode(sha256(convert_to(${secret}, 'UTF8')), 'hex')
      from generate_series(${start}, ${Math.min(start + step, to)} - 1) as n`)
  }
  await run('vacuum (analyze) api_keys')
  await run('vacuum (analyze) service_accounts')
}
