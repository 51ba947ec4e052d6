import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client, Pool } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'

import { firstSecretHash, makeFirst } from '../store/sql/first-release.testing.ts'
import { pglitePool } from '../store/sql/pglite-pool.ts'
import type { Store } from '../store/store.ts'
import { openEmbeddedDatabase } from './embedded-database.ts'
import { startPostgresOrSkip } from './embedded-postgres.testing.ts'
import { openStore } from './open-store.ts'

const allOf = async (store: Store) => ({
  folder: await store.folders.get('b1gfolder'),
  account: await store.serviceAccounts.get('ajeaccount'),
  key: (await store.apiKeys.present([firstSecretHash])).get(firstSecretHash),
  operations: (await store.operations.list('serviceAccountId', 'ajeaccount', { limit: 10, after: null })).rows,
  setting: await store.settings.get('administratorTokenHash'),
  deleted: await store.serviceAccounts.delete('ajeaccount'),
})
const kept = {
  folder: { cloudId: 'b1gcloud', name: 'production' },
  account: { description: 'first', labels: { team: 'a' } },
  key: { id: 'ajekey', scopes: ['yc.postbox.send'] },
  operations: [{ id: 'ajeoperation', serviceAccountId: 'ajeaccount', folderId: 'b1gfolder' }],
  setting: 'hash',
  deleted: true,
}

const fromTheFuture = `insert into keyrack_migration values ('9999-future', now())`
const tooNew = `The database was upgraded by a newer version, to 9999-future, which this one does not know: `

describe('a database of the first release', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'keyrack-upgrade-'))
  const copy = `${dataDir}-copy`
  afterAll(() => {
    for (const folder of [dataDir, copy]) rmSync(folder, { recursive: true, force: true })
  })

  it('goes up to the newest on PGlite, also from a copy of its folder', async () => {
    await makeFirst(pglitePool(await openEmbeddedDatabase(join(dataDir, 'database'))))
    cpSync(dataDir, copy, { recursive: true })
    for (const folder of [dataDir, copy]) {
      const store = await openStore({ dataDir: folder })
      expect(await allOf(store)).toMatchObject(kept)
      await store.close()
    }
  }, 120_000)

  it('and then of a newer one is left as it is, and said so in one line', async () => {
    const database = await openEmbeddedDatabase(join(dataDir, 'database'))
    await database.exec(fromTheFuture)
    await database.close()
    // Twice: the first attempt has freed the folder.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(openStore({ dataDir })).rejects.toThrow(new RegExp(`^${tooNew}.*$`))
    }
  }, 120_000)
})

/** Has the database write down the time limit under which tables are changed. */
const noteLimits = `
  create table limits (value text);
  create function note_limit() returns event_trigger language plpgsql as
    $$ begin insert into public.limits values (current_setting('statement_timeout')); end $$;
  create event trigger note_limit on ddl_command_end execute function note_limit()`

const postgres = await startPostgresOrSkip()

describe.skipIf(postgres === undefined)('a database of the first release, on PostgreSQL', () => {
  afterAll(() => postgres?.remove())

  it('goes up to the newest without a time limit, however large it is', async () => {
    const databaseUrl = (await postgres?.createDatabase('slow')) ?? ''
    await makeFirst(new Pool({ connectionString: databaseUrl }))
    const client = new Client(databaseUrl)
    await client.connect()
    try {
      await client.query(noteLimits)
      const store = await openStore({ databaseUrl, dataDir: 'unused' })
      await store.close()
      const { rows } = await client.query('select distinct value from limits')
      expect(rows).toEqual([{ value: '0' }])
    } finally {
      await client.end()
    }
  })

  it('goes up to the newest, also when several replicas do it at once, and is refused by an older version', async () => {
    const databaseUrl = (await postgres?.createDatabase('upgrade')) ?? ''
    await makeFirst(new Pool({ connectionString: databaseUrl }))
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ databaseUrl, dataDir: 'unused' })))
    const [store] = stores
    expect(store && (await allOf(store))).toMatchObject(kept)
    await Promise.all(stores.map((one) => one.close()))

    const client = new Client(databaseUrl)
    await client.connect()
    await client.query(fromTheFuture)
    await client.end()
    await expect(openStore({ databaseUrl, dataDir: 'unused' })).rejects.toThrow(tooNew)
  })
})
