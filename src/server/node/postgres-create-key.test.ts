import { Client } from 'pg'
import { afterAll, afterEach, describe, expect, it } from 'vitest'

import { accessPolicyTemplates } from '#contract/access-policy.ts'
import { createApp } from '../app.ts'
import { ensureAdministrator } from '../sessions/administrator.ts'
import { openSqlStore } from '../store/sql/sql-store.ts'
import type { SqlPool } from '../store/sql/sql-pool.ts'
import type { Store } from '../store/store.ts'
import { accountRow, cloudRow, folderRow } from '../store/testing/rows.ts'
import { trackUsage } from '../usage/usage-tracker.ts'

import { startPostgresOrSkip } from './testing/embedded-postgres.ts'
import { postgresPool } from './open-store.ts'

const postgres = await startPostgresOrSkip()

const folder = folderRow()
const isolations = ['read committed', 'repeatable read', 'serializable'] as const
const noSessions = { requireSameOrigin: () => {}, read: async () => null, start: async () => {}, end: async () => {} }
const withKey = { 'idempotency-key': 'b0c9f0b8-0000-4000-8000-000000000001' }

/** A pool that records each statement. */
const watched = (pool: SqlPool, sent: string[]): SqlPool => ({
  ...pool,
  get totalCount() {
    return pool.totalCount
  },
  get idleCount() {
    return pool.idleCount
  },
  get waitingCount() {
    return pool.waitingCount
  },
  end: () => pool.end(),
  connect: async () => {
    const client = await pool.connect()
    return {
      query: (statement) => {
        sent.push(statement.text)
        return client.query(statement)
      },
      release: (broken) => client.release(broken),
    }
  },
})

describe.skipIf(postgres === undefined)('creating a key on PostgreSQL', () => {
  let store: Store
  let other: Client
  let post: (path: string, body: object, headers?: Record<string, string>) => Promise<number>
  const sent: string[] = []
  let databases = 0

  const open = async (apiKeys: number, isolation: (typeof isolations)[number] = 'read committed') => {
    const databaseUrl = (await postgres?.createDatabase(`new_keys_${++databases}`)) ?? ''
    other = new Client(databaseUrl)
    await other.connect()
    await other.query(`alter database new_keys_${databases} set default_transaction_isolation = '${isolation}'`)
    store = await openSqlStore(watched(postgresPool(databaseUrl), sent))
    await store.clouds.insert(cloudRow({ id: folder.cloudId }))
    await store.folders.insert(folder)
    const quotas = { apiKeys, serviceAccounts: 0 }
    const { fetch: app } = createApp({ store, sessions: noSessions, usage: trackUsage(store), quotas, scopes: [] })
    const authorization = `Bearer ${await ensureAdministrator(store)}`
    post = async (path, body, headers = {}) => {
      const init = { method: 'POST', body: JSON.stringify(body) }
      const all = { authorization, 'content-type': 'application/json', ...headers }
      return (await app(new Request(`http://localhost${path}`, { ...init, headers: all }))).status
    }
  }
  const account = async () => {
    const row = accountRow({ cloudId: folder.cloudId, folderId: folder.id })
    await store.serviceAccounts.insert(row)
    return row.id
  }
  const create = (serviceAccountId: string, headers = {}) => post('/iam/v1/apiKeys', { serviceAccountId }, headers)
  const bindPolicy = () =>
    post(`/resource-manager/v1/folders/${folder.id}:bindAccessPolicy`, {
      accessPolicyBinding: { accessPolicyTemplateId: accessPolicyTemplates.apiKeys, parameters: {} },
    })
  const keysOf = async (id: string) => (await store.apiKeys.list(id, { limit: 9, after: null })).rows.length
  /** Resolves when this many statements wait for a lock. */
  const waiting = async (count: number) => {
    const countWaiting = async () => {
      // Outside a transaction, which would keep its first snapshot.
      await other.query('select pg_stat_clear_snapshot()')
      const { rows } = await other.query<{ count: number }>(`select count(*)::int from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`)
      return rows[0]?.count
    }
    await expect.poll(countWaiting).toBe(count)
  }

  afterEach(async () => {
    await other.end()
    await store.close()
  })
  afterAll(() => postgres?.remove())

  it.each([
    ['with a quota', 1000, {}],
    ['with a quota, under an Idempotency-Key', 1000, withKey],
    ['without a quota', 0, {}],
    ['without a quota, under an Idempotency-Key', 0, withKey],
  ])('succeeds before a policy against it is acknowledged, or is rejected by it: %s', async (_, quota, headers) => {
    await open(quota)
    const [first, second] = [await account(), await account()]
    await other.query('begin')
    await other.query('select from service_accounts where id = $1 for update', [first])
    const creation = create(first, headers)
    await waiting(1)
    const binding = bindPolicy().then(async (status) => [status, await keysOf(first)])
    await waiting(2)
    await other.query('rollback')
    expect(await Promise.all([creation, binding])).toEqual([200, [200, 1]])
    expect(await create(second)).toBe(403)
  })

  it.each(isolations)('is rejected if its account is deleted concurrently, in %s', async (isolation) => {
    await open(0, isolation)
    const id = await account()
    await other.query('begin')
    await other.query('delete from service_accounts where id = $1', [id])
    const creation = create(id)
    await waiting(1)
    await other.query('commit')
    expect(await creation).toBe(404)
  })

  it.each(isolations)('respects the quota when many are created concurrently, in %s', async (isolation) => {
    await open(5, isolation)
    const id = await account()
    const answers = await Promise.all(Array.from({ length: 12 }, () => create(id)))
    expect(answers.filter((status) => status === 200)).toHaveLength(5)
    expect(answers.filter((status) => status === 429)).toHaveLength(7)
    expect(await keysOf(id)).toBe(5)
  })

  it('takes at most 10 statements, BEGIN to COMMIT, as the console sends it', async () => {
    await open(1000)
    const id = await account()
    await create(id)
    sent.length = 0
    expect(await create(id, withKey)).toBe(200)
    const [begin, commit] = [sent.findIndex((text) => text.startsWith('start transaction')), sent.indexOf('commit')]
    expect(begin).toBeGreaterThan(-1)
    expect(commit - begin + 1).toBeLessThanOrEqual(10)
    expect(sent.filter((text) => text === 'commit')).toHaveLength(1)
  })

  it('reads at most one row more than the quota', async () => {
    await open(3)
    const id = await account()
    await create(id)
    const limited = sent.find((text) => text.includes('count(*)')) ?? ''
    await other.query(
      `insert into api_keys select 'k' || n, cloud_id, id, now(), '', '{}', null, null, '', 'h' || n
        from service_accounts, generate_series(1, 500) as n where id = $1`,
      [id],
    )
    const { rows } = await other.query(`explain (analyze, format json) ${limited}`, [folder.cloudId, 4])
    const read = [...JSON.stringify(rows).matchAll(/"Relation Name":"api_keys".*?"Actual Rows":(\d+)/g)]
    expect(read.map(([, count]) => Number(count))).toEqual([4])
    expect(await create(id)).toBe(429)
  })
})
