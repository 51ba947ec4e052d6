import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { accountRow, operationRow } from '../store/testing/rows.ts'
import { pglitePool } from '../store/sql/pglite-pool.ts'
import { openSqlStore } from '../store/sql/sql-store.ts'
import { testStore } from '../store/testing/store-contract.ts'

import { clear } from './testing/clear.ts'

describe('on PGlite', () => {
  let pglite: PGlite
  beforeAll(async () => {
    pglite = await PGlite.create()
  })
  afterAll(() => pglite.close())

  // One database for all tests, because it takes seconds to start.
  testStore('PGlite', async () => {
    let closed = false
    const pool = pglitePool({
      query: (text, parameters) =>
        closed ? Promise.reject(new Error('PGlite is closed')) : pglite.query(text, parameters),
      close: async () => {
        closed = true
      },
    })
    const store = await openSqlStore(pool, false)
    await pglite.exec(clear)
    return store
  })

  it('derives the resources of operations older than their columns', async () => {
    const open = () =>
      openSqlStore(pglitePool({ query: (text, parameters) => pglite.query(text, parameters), close: async () => {} }))
    const store = await open()
    await pglite.exec(clear)
    const account = accountRow({ folderId: 'folder' })
    await store.serviceAccounts.insert(account)
    const of = (resourceId: string, metadata: object, response: object | null) => {
      const type = { '@type': 'x' }
      return operationRow({ resourceId, metadata: { ...type, ...metadata }, response: { ...type, ...response } })
    }
    const [gone, kept] = [{ serviceAccountId: 'gone' }, { serviceAccountId: account.id }]
    const rows = [
      of('gone', gone, { id: 'gone', folderId: 'elsewhere' }),
      of('gone', gone, {}),
      of('key', { apiKeyId: 'key' }, { id: 'key', ...gone }),
      of('key', { apiKeyId: 'key' }, {}),
      of(account.id, kept, {}),
      of('unknown', { apiKeyId: 'unknown' }, {}),
    ]
    for (const row of rows) await store.operations.insert(row)
    await pglite.exec(`
      drop table access_bindings, access_policies, iam_tokens, sessions;
      drop index operations_resource, operations_account;
      alter table folders drop constraint folders_name;
      alter table operations drop column service_account_id, drop column folder_id;
      delete from keyrack_migration where name > '0003';
    `)
    const migrated = await open()
    const concerned = await Promise.all(rows.map(({ id }) => migrated.operations.get(id)))
    expect(concerned.map((row) => [row?.serviceAccountId, row?.folderId])).toEqual([
      ['gone', 'elsewhere'],
      ['gone', 'elsewhere'],
      ['gone', 'elsewhere'],
      ['gone', 'elsewhere'],
      [account.id, 'folder'],
      [null, null],
    ])
  })
})
