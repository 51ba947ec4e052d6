import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { ensureAdministrator, isAdministratorToken } from '../sessions/administrator.ts'
import { sha256 } from '../secrets/hash.ts'
import { accountRow, cloudRow, hash, keyRow } from '../store/testing/rows.ts'
import { testStore } from '../store/testing/store-contract.ts'
import { UnavailableError, type Store } from '../store/store.ts'

import { clear } from './testing/clear.ts'
import { startPostgresOrSkip } from './testing/embedded-postgres.ts'
import { openStore, postgresPool } from './open-store.ts'

const postgres = await startPostgresOrSkip()

describe.skipIf(postgres === undefined)('on PostgreSQL', () => {
  let made = 0
  const freshUrl = async () => (await postgres?.createDatabase(`keyrack_${++made}`)) ?? ''
  const open = (databaseUrl: string) => openStore({ databaseUrl, dataDir: 'unused' })
  /** Runs one statement on a separate connection, as an operator would. */
  const operator = async (databaseUrl: string, statement: string) => {
    const client = new Client(databaseUrl)
    await client.connect()
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows
    } finally {
      await client.end()
    }
  }

  let url: string
  beforeAll(async () => {
    url = await freshUrl()
  })
  afterAll(() => postgres?.remove())

  testStore('PostgreSQL', async () => {
    const store = await open(url)
    await operator(url, clear)
    return store
  })

  it('is migrated once when several replicas start together', async () => {
    const fresh = await freshUrl()
    const stores = await Promise.all(Array.from({ length: 5 }, () => open(fresh)))
    for (const store of stores) await store.ping()
    expect(await operator(fresh, 'select name from keyrack_migration order by name')).toEqual([
      { name: '0001-first' },
      { name: '0002-idempotency' },
      { name: '0003-operations' },
      { name: '0004-access' },
      { name: '0005-iam-tokens' },
      { name: '0006-public-messages' },
      { name: '0007-sessions' },
      { name: '0008-folder-names' },
      { name: '0009-token-response' },
    ])
    await Promise.all(stores.map((store) => store.close()))
  })

  it('never commits a write that timed out', async () => {
    const databaseUrl = await freshUrl()
    await operator(databaseUrl, 'create table written (value text)')
    const holder = new Client(databaseUrl)
    const pool = postgresPool(databaseUrl, () => {}, 1_500)
    try {
      await holder.connect()
      await holder.query('begin')
      await holder.query('lock table written')
      const client = await pool.connect()
      const late = client.query({ text: `insert into written values ('late')`, values: [] })
      await expect(late.finally(() => client.release(true))).rejects.toThrow('timeout')
      await holder.query('commit')
      // Waits for running writes.
      await holder.query('begin')
      await holder.query('lock table written')
      expect((await holder.query('select * from written')).rows).toEqual([])
    } finally {
      await holder.end()
      await pool.end()
    }
  })

  describe('with a store', () => {
    let store: Store
    beforeEach(async () => {
      store = await open(url)
      await operator(url, clear)
    })
    afterEach(() => store.close())

    it('gets one administrator when several replicas start together for the first time', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => ensureAdministrator(store)))
      const tokens = answers.filter((token) => token !== undefined)
      expect(tokens).toHaveLength(1)
      expect(await isAdministratorToken(store, sha256(tokens[0] ?? ''))).toBe(true)
    })

    it('no replica accepts a key that another has deleted', async () => {
      const replica = await open(url)
      const account = accountRow()
      const [key, secretHash] = [keyRow(account), hash()]
      await store.serviceAccounts.insert(account)
      await store.apiKeys.insert({ ...key, secretHash })
      expect(await replica.apiKeys.findBySecretHash(secretHash)).toMatchObject({ id: key.id })
      await store.apiKeys.delete(key.id)
      expect(await replica.apiKeys.findBySecretHash(secretHash)).toBeUndefined()
      await replica.close()
    })

    it('finds a key by the index of hashes, however many keys exist', async () => {
      // The planner scans small tables. With sequential scans off, it shows that it can use the index.
      const client = new Client({ connectionString: url, options: '-c enable_seqscan=off' })
      await client.connect()
      const { rows } = await client.query(`explain select * from api_keys where secret_hash = 'x'`)
      await client.end()
      expect(JSON.stringify(rows)).toContain('Index Scan using api_keys_secret_hash')
    })

    it('retries a transaction that lost a deadlock', async () => {
      const clouds = [cloudRow(), cloudRow()]
      for (const cloud of clouds) await store.clouds.insert(cloud)
      const arrived = barrier(2)
      let runs = 0
      const lockInOrder = async (...ids: readonly string[]) =>
        store.transaction(async (tx) => {
          runs++
          for (const id of ids) {
            await tx.clouds.lock(id, 'exclusive')
            await arrived()
          }
          await tx.settings.put(ids.join(), 'done')
        })
      const ids = clouds.map(({ id }) => id)
      await Promise.all([lockInOrder(...ids), lockInOrder(...ids.toReversed())])
      // At least one of the two was the victim. On a slow machine PostgreSQL may pick both.
      expect(runs).toBeGreaterThanOrEqual(3)
      expect(await store.settings.get(ids.join())).toBe('done')
      expect(await store.settings.get(ids.toReversed().join())).toBe('done')
    })

    it('survives the loss of its connections, busy and idle', async () => {
      const cloud = cloudRow()
      const kill = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'keyrack'`
      const work = store.transaction(async (tx) => {
        await tx.clouds.insert(cloud)
        await operator(url, kill)
        return tx.clouds.get(cloud.id)
      })
      await expect(work).rejects.toThrow(UnavailableError)
      expect(await store.clouds.get(cloud.id)).toBeUndefined()
      await Promise.all(Array.from({ length: 5 }, () => store.ping()))
      await operator(url, kill)
      await expect.poll(() => store.clouds.get(cloud.id).catch(() => 'broken')).toBeUndefined()
    })

    it('is unavailable while the database is down, and recovers with it', async () => {
      await store.settings.put('name', 'value')
      await postgres?.stop()
      await expect(store.ping()).rejects.toThrow(UnavailableError)
      await expect(store.settings.get('name')).rejects.toThrow(UnavailableError)
      await expect(store.transaction((tx) => tx.settings.put('name', 'x'))).rejects.toThrow(UnavailableError)
      await expect(open(url)).rejects.toThrow(UnavailableError)
      await postgres?.start()
      await store.ping()
      expect(await store.settings.get('name')).toBe('value')
    })
  })

  it('reports a database that does not exist in one sentence', async () => {
    await expect(open(url.replace(/[^/]*$/, 'none'))).rejects.toThrow(
      'No connection to the database: database "none" does not exist',
    )
  })
})

/** Resolves for all callers once `count` have arrived, and immediately from then on. */
const barrier = (count: number) => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return () => {
    if (--count <= 0) open()
    return opened
  }
}
