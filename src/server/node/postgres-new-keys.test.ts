import { Client } from 'pg'
import { afterAll, afterEach, describe, expect, it } from 'vitest'

import { accessPolicyTemplates } from '#contract/access-policy.ts'
import { ensureAdministrator } from '../sessions/administrator.ts'
import { watchLastSeen } from '../authenticate/usage-tracker.ts'
import { createApp } from '../http/app.ts'
import { accountRow, cloudRow, folderRow } from '../store/testing/rows.ts'
import type { Store } from '../store/store.ts'

import { startPostgresOrSkip } from './embedded-postgres.testing.ts'
import { openStore } from './open-store.ts'

const postgres = await startPostgresOrSkip()

const folder = folderRow()
const isolations = ['read committed', 'repeatable read', 'serializable'] as const
const noSessions = { read: async () => null, start: async () => {}, end: async () => {} }

describe.skipIf(postgres === undefined)('keys that are created on PostgreSQL', () => {
  let store: Store
  let other: Client
  let post: (path: string, body: object, headers?: Record<string, string>) => Promise<number>
  let made = 0

  const open = async (isolation: (typeof isolations)[number] = 'read committed') => {
    const databaseUrl = (await postgres?.createDatabase(`new_keys_${++made}`)) ?? ''
    other = new Client(databaseUrl)
    await other.connect()
    await other.query(`alter database new_keys_${made} set default_transaction_isolation = '${isolation}'`)
    store = await openStore({ databaseUrl, dataDir: 'unused' })
    await store.clouds.insert(cloudRow({ id: folder.cloudId }))
    await store.folders.insert(folder)
    const app = createApp({
      store,
      sessions: noSessions,
      lastSeen: watchLastSeen(store),
      quotas: { apiKeys: 0, serviceAccounts: 0 },
      scopes: [],
    })
    const authorization = `Bearer ${await ensureAdministrator(store)}`
    post = async (path, body, headers = {}) => {
      const init = { method: 'POST', body: JSON.stringify(body) }
      const sent = { authorization, 'content-type': 'application/json', ...headers }
      return (await app.request(path, { ...init, headers: sent })).status
    }
  }
  const account = async () => {
    const row = accountRow({ cloudId: folder.cloudId, folderId: folder.id })
    await store.serviceAccounts.insert(row)
    return row.id
  }
  /** Until so many statements wait for another's lock. */
  const waiting = async (count: number) => {
    const look = async () => {
      // Within a transaction it would see what it saw first.
      await other.query('select pg_stat_clear_snapshot()')
      const { rows } = await other.query<{ count: number }>(`select count(*)::int from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`)
      return rows[0]?.count
    }
    await expect.poll(look).toBe(count)
  }

  afterEach(async () => {
    await other.end()
    await store.close()
  })
  afterAll(() => postgres?.remove())

  it.each([{}, { 'idempotency-key': 'b0c9f0b8-0000-4000-8000-000000000001' }])(
    'are there before a policy against them is acknowledged, or refused by it, with the headers %j',
    async (headers) => {
      await open()
      const [first, second] = [await account(), await account()]
      const accessPolicyBinding = { accessPolicyTemplateId: accessPolicyTemplates.apiKeys, parameters: {} }

      await other.query('begin')
      await other.query('select from service_accounts where id = $1 for update', [first])
      const creation = post('/iam/v1/apiKeys', { serviceAccountId: first }, headers)
      await waiting(1)
      const path = `/resource-manager/v1/folders/${folder.id}:bindAccessPolicy`
      const binding = post(path, { accessPolicyBinding }).then(async (status) => {
        const { rows } = await store.apiKeys.list(first, { limit: 9, after: null })
        return [status, rows.length]
      })
      await waiting(2)
      const later = post('/iam/v1/apiKeys', { serviceAccountId: second })
      await waiting(3)
      await other.query('rollback')
      expect(await Promise.all([creation, binding, later])).toEqual([200, [200, 1], 403])
    },
  )

  it.each(isolations)('are refused when their account is deleted meanwhile, in %s', async (isolation) => {
    await open(isolation)
    const id = await account()
    await other.query('begin')
    await other.query('delete from service_accounts where id = $1', [id])
    const creation = post('/iam/v1/apiKeys', { serviceAccountId: id })
    await waiting(1)
    await other.query('commit')
    expect(await creation).toBe(404)
  })
})
