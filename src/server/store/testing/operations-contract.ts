import { describe, expect, it } from 'vitest'

import { accountRow, at, operationRow } from './rows.ts'
import type { OperationRow } from '../rows.ts'
import type { Cursor, Store } from '../store.ts'

const second = (n: number) => new Date(Date.parse(at) + n * 1000).toISOString()
const ids = (rows: readonly OperationRow[]) => rows.map(({ id }) => id)

/** What every back end must do for the operations of a resource: see `testStore`. */
export const testOperations = (store: () => Store): void => {
  const insert = async (...rows: readonly Partial<OperationRow>[]) => {
    const made = rows.map((row) => operationRow({ resourceId: 'key', serviceAccountId: 'account', ...row }))
    for (const row of made) await store().operations.insert(row)
    return made
  }

  describe('lists of operations', () => {
    it('start with the newest row, in pages, even for rows with the same time', async () => {
      const made = await insert(...[1, 1, 0, 2, 1].map((n) => ({ createdAt: second(n) })))
      const newestFirst = made.toSorted((a, b) => (a.createdAt + a.id < b.createdAt + b.id ? 1 : -1))
      for (const limit of [1, 2, 5, 9]) {
        const rows: OperationRow[] = []
        let after: Cursor | null = null
        let pages = 0
        do {
          const page = await store().operations.list('resourceId', 'key', { limit, after })
          rows.push(...page.rows)
          after = page.next
          pages += 1
        } while (after !== null)
        expect(rows).toStrictEqual(newestFirst)
        expect(pages).toBe(Math.ceil(5 / limit))
      }
    })

    it('continue at their position when rows are added between pages', async () => {
      const made = await insert(...[0, 1, 2].map((n) => ({ createdAt: second(n) })))
      const { rows, next } = await store().operations.list('resourceId', 'key', { limit: 2, after: null })
      expect(ids(rows)).toEqual([made[2]?.id, made[1]?.id])
      const [late] = await insert({ createdAt: second(0.5) }, { createdAt: second(9) })
      const rest = await store().operations.list('resourceId', 'key', { limit: 2, after: next })
      expect(ids(rest.rows)).toEqual([late?.id, made[0]?.id])
      expect(rest.next).toBeNull()
    })

    it('contain those of one resource, or of an account with its keys', async () => {
      const [own, key, other] = await insert(
        { resourceId: 'account', createdAt: second(1) },
        { createdAt: second(0), folderId: 'folder' },
        { resourceId: 'folder', serviceAccountId: null },
      )
      const page = { limit: 9, after: null }
      expect(await store().operations.list('serviceAccountId', 'account', page)).toStrictEqual({
        rows: [own, key],
        next: null,
      })
      expect((await store().operations.list('resourceId', 'account', page)).rows).toStrictEqual([own])
      expect((await store().operations.list('resourceId', 'folder', page)).rows).toStrictEqual([other])
      expect(await store().operations.list('serviceAccountId', '', page)).toEqual({ rows: [], next: null })
    })

    it('survive the account', async () => {
      const account = accountRow()
      await store().serviceAccounts.insert(account)
      const [row] = await insert({ resourceId: account.id, serviceAccountId: account.id })
      await store().serviceAccounts.delete(account.id)
      const page = { limit: 9, after: null }
      expect((await store().operations.list('serviceAccountId', account.id, page)).rows).toStrictEqual([row])
    })
  })
}
