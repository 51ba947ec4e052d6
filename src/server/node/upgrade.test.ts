import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client, Pool } from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'

import { PGlite } from '@electric-sql/pglite'
import { guardPool } from '../store/sql/sql-pool.ts'
import { firstSecretHash, makeFirst, migrateTo } from '../store/testing/first-release.ts'
import { pglitePool } from '../store/sql/pglite-pool.ts'
import { openSqlStore } from '../store/sql/sql-store.ts'
import type { Store } from '../store/store.ts'
import { openEmbeddedDatabase } from './embedded-database.ts'
import { startPostgresOrSkip } from './testing/embedded-postgres.ts'
import { openStore } from './open-store.ts'

const allOf = async (store: Store) => ({
  folder: await store.folders.get('b1gfolder'),
  account: await store.serviceAccounts.get('ajeaccount'),
  key: await store.apiKeys.findBySecretHash(firstSecretHash),
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
const tooNew = 'The database was upgraded to 9999-future by a newer version. '

describe('a database of the first release', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'keyrack-upgrade-'))
  const copy = `${dataDir}-copy`
  afterAll(() => {
    for (const folder of [dataDir, copy]) rmSync(folder, { recursive: true, force: true })
  })

  it('is upgraded on PGlite, even from a copy of its folder', async () => {
    await makeFirst(pglitePool(await openEmbeddedDatabase(join(dataDir, 'database'))))
    cpSync(dataDir, copy, { recursive: true })
    for (const folder of [dataDir, copy]) {
      const store = await openStore({ dataDir: folder })
      expect(await allOf(store)).toMatchObject(kept)
      await store.close()
    }
  }, 120_000)

  it('with the tables of a newer release is left unchanged and reported in one line', async () => {
    const database = await openEmbeddedDatabase(join(dataDir, 'database'))
    await database.exec(fromTheFuture)
    await database.close()
    // Twice: the first attempt has freed the folder.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(openStore({ dataDir })).rejects.toThrow(new RegExp(`^${tooNew}.*$`))
    }
  }, 120_000)
})

describe('operations of a release with its own messages', () => {
  it('keep the fields of the public API, and the reason of a suspension as their description', async () => {
    const database = await PGlite.create()
    const pool = guardPool(pglitePool(database))
    await migrateTo(pool, '0005-iam-tokens')
    const insert = (id: string, description: string, metadata: object, response: object) =>
      database.query(
        `insert into operations (id, resource_id, description, created_at, created_by, modified_at, done, metadata, response)
          values ($1, 'ajeaccount', $2, now(), 'aje', now(), true, $3, $4)`,
        [id, description, metadata, response],
      )
    const iam = (name: string) => `type.googleapis.com/yandex.cloud.iam.v1.${name}`
    const empty = 'type.googleapis.com/google.protobuf.Empty'
    await insert(
      'a',
      'Suspend service account',
      { '@type': iam('SuspendServiceAccountMetadata'), reason: 'x'.repeat(256) },
      {},
    )
    await insert(
      'b',
      'Create API key',
      { '@type': iam('CreateApiKeyMetadata'), apiKeyId: 'k' },
      { '@type': iam('ApiKey') },
    )
    await insert(
      'c',
      'Delete API key',
      { '@type': iam('DeleteApiKeyMetadata'), apiKeyId: 'k' },
      { '@type': empty, value: {} },
    )
    await insert(
      'd',
      'Create IAM token',
      {},
      { '@type': iam('CreateIamTokenForServiceAccountResponse'), expiresAt: 'x' },
    )
    await migrateTo(pool)
    const { rows } = await database.query('select id, description, metadata, response from operations order by id')
    expect(rows).toEqual([
      {
        id: 'a',
        description: `Suspend service account: ${'x'.repeat(231)}`,
        metadata: { '@type': iam('SuspendServiceAccountMetadata') },
        response: {},
      },
      { id: 'b', description: 'Create API key', metadata: null, response: { '@type': iam('ApiKey') } },
      {
        id: 'c',
        description: 'Delete API key',
        metadata: { '@type': iam('DeleteApiKeyMetadata'), apiKeyId: 'k' },
        response: { '@type': empty },
      },
      {
        id: 'd',
        description: 'Create IAM token',
        metadata: {},
        response: { '@type': iam('CreateIamTokenResponse'), expiresAt: 'x' },
      },
    ])
    await database.close()
  }, 120_000)
})

const tokenBefore = `
  insert into iam_tokens (token_hash, service_account_id, created_at, expires_at)
    values ('hash-of-a-token', 'ajeaccount', now(), now())`

const accountToken = { serviceAccountId: 'ajeaccount', administratorTokenHash: null }

describe('an IAM token of a release without sessions', () => {
  it('still belongs to its account on PGlite', async () => {
    const database = await PGlite.create()
    // Creating the first release closes its pool, and the database is still needed.
    const query = (text: string, parameters: unknown[]) => database.query(text, parameters)
    await makeFirst(pglitePool({ query, close: async () => {} }))
    await migrateTo(guardPool(pglitePool(database)), '0006-public-messages')
    await database.exec(tokenBefore)
    const store = await openSqlStore(pglitePool(database))
    expect(await store.iamTokens.get('hash-of-a-token')).toMatchObject(accountToken)
    await store.close()
  }, 120_000)
})

const waitsLonger = `
  select from pg_stat_activity
  where datname = 'slow' and wait_event_type = 'Lock' and clock_timestamp() - query_start > '200ms'`

const postgres = await startPostgresOrSkip()

describe.skipIf(postgres === undefined)('a database of the first release, on PostgreSQL', () => {
  afterAll(() => postgres?.remove())

  it('is upgraded without a time limit, even if the role has one', async () => {
    const databaseUrl = (await postgres?.createDatabase('slow')) ?? ''
    await makeFirst(new Pool({ connectionString: databaseUrl }))
    const [reader, watcher] = [new Client(databaseUrl), new Client(databaseUrl)]
    await reader.connect()
    await watcher.connect()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await reader.query(`alter database slow set statement_timeout = '100ms'`)
      await reader.query('begin')
      await reader.query('lock table operations in access share mode')
      const opening = Promise.all([1, 2].map(() => openStore({ databaseUrl, dataDir: 'unused' })))
      await expect.poll(async () => (await watcher.query(waitsLonger)).rowCount, { timeout: 20_000 }).toBe(2)
      vi.advanceTimersByTime(600_000)
      await reader.query('commit')
      const [store, other] = await opening
      expect(store && (await allOf(store))).toMatchObject(kept)
      await Promise.all([store?.close(), other?.close()])
    } finally {
      vi.useRealTimers()
      await reader.end()
      await watcher.end()
    }
  })

  it('keeps an IAM token of a release without sessions', async () => {
    const databaseUrl = (await postgres?.createDatabase('tokens')) ?? ''
    await makeFirst(new Pool({ connectionString: databaseUrl }))
    const pool = new Pool({ connectionString: databaseUrl })
    await migrateTo(guardPool(pool), '0006-public-messages')
    await pool.query(tokenBefore)
    await pool.end()
    const store = await openStore({ databaseUrl, dataDir: 'unused' })
    expect(await store.iamTokens.get('hash-of-a-token')).toMatchObject(accountToken)
    await store.close()
  })

  it('is upgraded by several concurrent replicas, and then rejected by an older version', async () => {
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
