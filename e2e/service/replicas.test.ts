import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type Answer, type Call, call, firstFolder } from './testing/caller.ts'
import { startPostgresOrSkip } from '#server/node/testing/embedded-postgres.ts'
import { freePort } from '#server/node/testing/free-port.ts'
import { findNginxOrSkip, startNginx, type TestNginx } from '#server/node/testing/nginx.ts'
import { type BuiltService, buildService, sessionSecret, type TestService } from './testing/service.ts'

const executable = findNginxOrSkip()
const postgres = executable === undefined ? undefined : await startPostgresOrSkip()

/** The documented example, with another certificate. */
const example =
  /```nginx\n(?<config>[^`]+keyrack_replicas[^`]+)```/.exec(readFileSync('docs/running.md', 'utf8'))?.groups?.[
    'config'
  ] ?? ''
const quota = 30
const times = <T>(count: number, make: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)))
const withStatus = (answers: readonly Answer[], status: number) => answers.filter((answer) => answer.status === status)

describe.skipIf(postgres === undefined)('two replicas over one PostgreSQL, behind nginx', () => {
  let built: BuiltService
  let replicas: [TestService, TestService]
  let nginx: TestNginx
  let origin: string
  let folderId: string
  beforeAll(async () => {
    built = await buildService()
    const env = {
      DATABASE_URL: (await postgres?.createDatabase('replicas')) ?? '',
      KEYRACK_SESSION_SECRET: sessionSecret,
      KEYRACK_TRUSTED_PROXIES: '127.0.0.1',
      KEYRACK_SERVICE_ACCOUNTS_QUOTA: String(quota),
      KEYRACK_API_KEYS_QUOTA: String(quota),
    }
    // Concurrently, on an empty database.
    replicas = await Promise.all([built.start(env), built.start(env)])
    const port = await freePort()
    const [first, second] = replicas.map((replica) => new URL(replica.origin).host)
    const config = example
      .replace('127.0.0.1:8080', first ?? '')
      .replace('127.0.0.1:8081', second ?? '')
      .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`)
      .replaceAll(/^ *ssl_.*;$/gm, '')
    nginx = await startNginx(executable ?? '', config, port)
    origin = `http://127.0.0.1:${port}`
    folderId = await firstFolder(origin)
  })
  afterAll(async () => {
    await nginx.stop()
    await built.remove()
    await postgres?.remove()
  })

  const post = (path: string, body: object, more: Call = {}) => call(origin + path, { method: 'POST', body, ...more })
  const accounts = '/iam/v1/serviceAccounts'
  const account = async () => {
    const { body } = await post(accounts, { folderId, name: `robot-${randomUUID()}` })
    return (body['metadata'] as { serviceAccountId: string }).serviceAccountId
  }
  const key = async (serviceAccountId: string) => {
    const { body } = await post('/iam/v1/apiKeys', { serviceAccountId })
    return body as unknown as { readonly apiKey: { readonly id: string }; readonly secret: string }
  }
  const check = async (replica: TestService, secret: string) =>
    (await call(`${replica.origin}/authenticate`, { authorization: `Api-Key ${secret}` })).status

  it('both receive requests', async () => {
    await times(10, () => call(`${origin}/healthz`))
    for (const replica of replicas) {
      const { text } = await call(`${replica.origin}/metrics`)
      expect(text).toMatch(/keyrack_requests_total\{.*\} [1-9]/)
    }
  })

  it('create one folder at their first start', async () => {
    const { body } = await call(`${origin}/resource-manager/v1/clouds`)
    expect(body['clouds']).toHaveLength(1)
  })

  it('keep names unique', async () => {
    const answers = await times(10, () => post(accounts, { folderId, name: 'wanted' }))
    expect(withStatus(answers, 200)).toHaveLength(1)
    expect(withStatus(answers, 409)).toHaveLength(9)
  })

  it('execute a request under one Idempotency-Key once, with the same response from both', async () => {
    const serviceAccountId = await account()
    const idempotencyKey = randomUUID()
    const body = { serviceAccountId }
    const answers = await times(10, (n) =>
      call(`${replicas[n % 2]?.origin}/iam/v1/apiKeys`, { method: 'POST', body, idempotencyKey }),
    )
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(withStatus(answers, 200)).toHaveLength(10)
    const listed = await call(`${origin}/iam/v1/apiKeys?serviceAccountId=${serviceAccountId}`)
    expect(listed.body['apiKeys']).toHaveLength(1)
  })

  it('apply a deletion on the other replica within a second', async () => {
    const [first, second] = replicas
    const serviceAccountId = await account()
    const keys = await times(2, () => key(serviceAccountId))
    for (const { secret } of keys) expect(await check(second, secret)).toBe(200)
    await call(`${first.origin}/iam/v1/apiKeys/${keys[0]?.apiKey.id}`, { method: 'DELETE' })
    await pause(1000)
    expect(await check(second, keys[0]?.secret ?? '')).toBe(401)
    expect(await check(second, keys[1]?.secret ?? '')).toBe(200)
    await call(`${first.origin}${accounts}/${serviceAccountId}:suspend`, { method: 'POST', body: {} })
    await pause(1000)
    expect(await check(second, keys[1]?.secret ?? '')).toBe(401)
  })

  it('share sessions', async () => {
    const [first, second] = replicas
    const signIn = await fetch(`${first.origin}/keyrack/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: 'administrator-token-of-the-tests' }),
    })
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const answer = await fetch(`${second.origin}/keyrack/v1/session`, { headers: { cookie } })
    expect(answer.status).toBe(200)
  })

  it('share a quota', async () => {
    const before = await call(`${origin}${accounts}?folderId=${folderId}&pageSize=1000`)
    const free = quota - (before.body['serviceAccounts'] as unknown[]).length
    const answers = await times(quota, (n) => post(accounts, { folderId, name: `many-${n}` }))
    expect(withStatus(answers, 200)).toHaveLength(free)
    expect(withStatus(answers, 429)).toHaveLength(quota - free)
  })

  it('share a quota of keys across accounts', async () => {
    const { body } = await call(`${origin}${accounts}?folderId=${folderId}&pageSize=1000`)
    // In many accounts, because keys of one account are created together.
    const ids = (body['serviceAccounts'] as { id: string }[]).map(({ id }) => id)
    const answers = await times(2 * quota, (n) => post('/iam/v1/apiKeys', { serviceAccountId: ids[n % ids.length] }))
    const lists = await times(ids.length, (n) => call(`${origin}/iam/v1/apiKeys?serviceAccountId=${ids[n]}`))
    expect(lists.flatMap((list) => list.body['apiKeys'] ?? [])).toHaveLength(quota)
    expect(withStatus(answers, 429).length).toBe(2 * quota - withStatus(answers, 200).length)
  })

  it('keep serving while one of them is replaced', async () => {
    const [first] = replicas
    let over = false
    const statuses: number[] = []
    const read = async (): Promise<void> => {
      statuses.push((await call(`${origin}${accounts}?folderId=${folderId}`)).status)
      if (!over) await read()
    }
    const reading = read()
    while (statuses.length < 10) await pause(5)
    expect(await first.stop()).toBe(0)
    const stopped = statuses.length
    while (statuses.length < stopped + 10) await pause(5)
    over = true
    await reading
    expect(statuses.filter((status) => status !== 200)).toEqual([])
  })
})
