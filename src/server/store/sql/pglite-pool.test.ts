import { expect, it } from 'vitest'

import { pglitePool } from './pglite-pool.ts'

it('has one connection, and counts its waiters', async () => {
  const pool = pglitePool({ query: async () => ({ rows: [] }), close: async () => {} })
  const counts = () => [pool.totalCount, pool.idleCount, pool.waitingCount]
  expect(counts()).toEqual([1, 1, 0])
  const first = await pool.connect()
  expect(counts()).toEqual([1, 0, 0])
  const others = [pool.connect(), pool.connect()]
  expect(counts()).toEqual([1, 0, 2])
  first.release()
  for (const other of others) (await other).release()
  expect(counts()).toEqual([1, 1, 0])
})
