import { describe, expect, it } from 'vitest'

import { accountRow, at, cloudRow, folderRow, hash, keyRow } from './rows.ts'
import type { ServiceAccountRow } from '../rows.ts'
import type { Cursor, Page, PageRequest, Store } from '../store.ts'

const allPages = async <Row>(list: (page: PageRequest) => Promise<Page<Row>>, limit: number): Promise<Row[][]> => {
  const pages: Row[][] = []
  let after: Cursor | null = null
  do {
    const { rows, next }: Page<Row> = await list({ limit, after })
    pages.push([...rows])
    after = next
  } while (after !== null)
  return pages
}

const second = (n: number) => new Date(Date.parse(at) + n * 1000).toISOString()
const ids = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id)

/** What every back end must do for lists: see `testStore`. */
export const testLists = (store: () => Store): void => {
  const accountWithKeys = async (moments: readonly string[]) => {
    const account = accountRow()
    await store().serviceAccounts.insert(account)
    const keys = moments.map((createdAt) => keyRow(account, { createdAt }))
    for (const key of keys) await store().apiKeys.insert({ ...key, secretHash: hash() })
    return { account, keys }
  }
  const listKeys = (account: ServiceAccountRow) => (page: PageRequest) => store().apiKeys.list(account.id, page)

  describe('lists', () => {
    it('start with the oldest row, in pages', async () => {
      const { account, keys } = await accountWithKeys([4, 1, 3, 2, 0].map(second))
      const ordered = keys.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
      expect(await allPages(listKeys(account), 2)).toStrictEqual([
        ordered.slice(0, 2),
        ordered.slice(2, 4),
        ordered.slice(4),
      ])
      expect(await allPages(listKeys(account), 5)).toStrictEqual([ordered])
      expect(await allPages(listKeys(account), 1)).toHaveLength(5)
    })

    it('order by time, from 1970 to 2105', async () => {
      const moments = [
        '2105-12-31T23:59:59.999Z',
        '1970-01-01T00:00:00.000Z',
        '2026-01-01T00:00:00.002Z',
        '2026-01-01T00:00:00.001Z',
      ]
      const { account } = await accountWithKeys(moments)
      const [page] = await allPages(listKeys(account), 9)
      expect(page?.map((key) => key.createdAt)).toEqual(moments.toSorted())
    })

    it('order rows with the same time by ID, by code unit', async () => {
      const account = accountRow()
      await store().serviceAccounts.insert(account)
      const mixed = ['ajeb', 'ajeB', 'aje-a', 'aje_a', 'aje1', 'ajea', 'aje']
      for (const id of mixed) await store().apiKeys.insert({ ...keyRow(account, { id }), secretHash: hash() })
      const pages = await allPages(listKeys(account), 2)
      expect(ids(pages.flat())).toEqual(mixed.toSorted())
    })

    it('skip and repeat nothing when rows are added and deleted between pages', async () => {
      const { account, keys } = await accountWithKeys([0, 1, 2, 3, 4, 5].map(second))
      const first = await store().apiKeys.list(account.id, { limit: 3, after: null })
      expect(ids(first.rows)).toEqual(ids(keys.slice(0, 3)))
      // Deletes the row of the cursor and one on each side, and adds one before it and two after it.
      for (const gone of [keys[2], keys[0], keys[3]]) await store().apiKeys.delete(gone?.id ?? '')
      const before = keyRow(account, { createdAt: second(0.5) })
      const tie = keyRow(account, { createdAt: second(2) })
      const last = keyRow(account, { createdAt: second(9) })
      for (const key of [before, tie, last]) await store().apiKeys.insert({ ...key, secretHash: hash() })
      const rest = await store().apiKeys.list(account.id, { limit: 9, after: first.next })
      expect(ids(rest.rows)).toEqual([tie.id, keys[4]?.id, keys[5]?.id, last.id])
      expect(rest.next).toBeNull()
    })

    it('return an empty page when nothing is left after the cursor', async () => {
      const { account, keys } = await accountWithKeys([0, 1].map(second))
      const { next } = await store().apiKeys.list(account.id, { limit: 1, after: null })
      await store().apiKeys.delete(keys[1]?.id ?? '')
      expect(await store().apiKeys.list(account.id, { limit: 1, after: next })).toEqual({
        rows: [],
        next: null,
      })
    })

    it('contain only rows of the parent', async () => {
      const cloud = cloudRow({ id: 'here' })
      const folder = folderRow({ cloudId: 'here' })
      const account = accountRow({ cloudId: 'here', folderId: folder.id })
      const key = keyRow(account)
      await store().clouds.insert(cloud)
      for (const row of [folder, folderRow({ cloudId: 'there' })]) await store().folders.insert(row)
      const stranger = accountRow({ cloudId: 'here', folderId: 'other' })
      for (const row of [account, stranger]) await store().serviceAccounts.insert(row)
      await store().apiKeys.insert({ ...key, secretHash: hash() })
      await store().apiKeys.insert({ ...keyRow(stranger), secretHash: hash() })
      const page = { limit: 9, after: null }
      expect(await store().clouds.list(page)).toStrictEqual({ rows: [cloud], next: null })
      expect(await store().folders.list('here', page)).toStrictEqual({
        rows: [folder],
        next: null,
      })
      expect(await store().serviceAccounts.list(folder.id, page)).toStrictEqual({
        rows: [account],
        next: null,
      })
      expect(await store().apiKeys.list(account.id, page)).toStrictEqual({
        rows: [key],
        next: null,
      })
      expect(await store().folders.list('none', page)).toEqual({ rows: [], next: null })
    })

    it('filter by exact name', async () => {
      const names = ['robot', 'Robot', 'robot-1', 'r%', '']
      const clouds = names.map((name) => cloudRow({ name }))
      const folders = names.map((name) => folderRow({ name }))
      const accounts = names.map((name) => accountRow({ name }))
      for (const row of clouds) await store().clouds.insert(row)
      for (const row of folders) await store().folders.insert(row)
      for (const row of accounts) await store().serviceAccounts.insert(row)
      const page = { limit: 9, after: null }
      for (const [index, name] of names.entries()) {
        expect((await store().clouds.list(page, { name })).rows).toStrictEqual([clouds[index]])
        expect((await store().folders.list('cloud', page, { name })).rows).toStrictEqual([folders[index]])
        expect((await store().serviceAccounts.list('folder', page, { name })).rows).toStrictEqual([accounts[index]])
      }
      expect((await store().clouds.list(page)).rows).toHaveLength(names.length)
    })

    it('filter by IDs, page by page', async () => {
      const clouds = [cloudRow(), cloudRow(), cloudRow(), cloudRow()]
      for (const row of clouds) await store().clouds.insert(row)
      const kept = new Set([0, 2, 3].map((index) => clouds[index]?.id ?? '').concat('none'))
      const pages = await allPages((page) => store().clouds.list(page, { ids: kept }), 2)
      expect(pages).toStrictEqual([[clouds[0], clouds[2]], [clouds[3]]])
      expect((await store().clouds.list({ limit: 9, after: null }, { ids: new Set() })).rows).toEqual([])
    })

    it('page through rows with one name', async () => {
      const same = [
        cloudRow({ name: 'same' }),
        cloudRow({ name: 'other' }),
        cloudRow({ name: 'same' }),
        cloudRow({ name: 'same' }),
      ]
      for (const row of same) await store().clouds.insert(row)
      const pages = await allPages((page) => store().clouds.list(page, { name: 'same' }), 2)
      expect(pages).toStrictEqual([[same[0], same[2]], [same[3]]])
    })
  })
}
