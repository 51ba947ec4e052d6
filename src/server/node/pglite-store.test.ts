import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe } from 'vitest'

import { pglitePool } from '../store/sql/pglite-pool.ts'
import { openSqlStore } from '../store/sql/sql-store.ts'
import { testStore } from '../store/store.contract.ts'

import { clear } from './clear.testing.ts'

describe('on PGlite', () => {
  let pglite: PGlite
  beforeAll(async () => {
    pglite = await PGlite.create()
  })
  afterAll(() => pglite.close())

  // One database for all tests: it takes seconds to start.
  testStore('PGlite', async () => {
    let closed = false
    const pool = pglitePool({
      query: (text, parameters) =>
        closed ? Promise.reject(new Error('PGlite is closed')) : pglite.query(text, parameters),
      close: async () => {
        closed = true
      },
    })
    const store = await openSqlStore(pool)
    await pglite.exec(clear)
    return store
  })
})
