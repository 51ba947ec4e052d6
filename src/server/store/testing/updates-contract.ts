import { describe, expect, it } from 'vitest'

import { accountRow, bindingRow, folderRow, hash, keyRow, policyRow } from './rows.ts'
import { DuplicateError, type Store } from '../store.ts'

/** What every back end must do for rows that change: see `testStore`. */
export const testUpdates = (store: () => Store): void => {
  const insertAccount = async (row: Parameters<typeof accountRow>[0] = {}) => {
    const account = accountRow(row)
    await store().serviceAccounts.insert(account)
    return account
  }

  describe('updates', () => {
    it('change the named fields of an account and return it updated', async () => {
      const [account, other] = [await insertAccount({ labels: { a: 'b' } }), await insertAccount()]
      const changes = { description: 'New', status: 'SUSPENDED', expiresAt: '2027-01-01T00:00:00.000Z' } as const
      expect(await store().serviceAccounts.update(account.id, changes)).toStrictEqual({ ...account, ...changes })
      const more = { name: 'renamed', labels: { c: '', snake_case: 'd' }, expiresAt: null }
      expect(await store().serviceAccounts.update(account.id, more)).toStrictEqual({ ...account, ...changes, ...more })
      expect(await store().serviceAccounts.get(account.id)).toStrictEqual({ ...account, ...changes, ...more })
      expect(await store().serviceAccounts.get(other.id)).toStrictEqual(other)
    })

    it('change the named fields of a key and return it updated, without its hash', async () => {
      const account = await insertAccount()
      const key = keyRow(account, { scopes: ['a'] })
      const secretHash = hash()
      await store().apiKeys.insert({ ...key, secretHash })
      const changes = { description: '🔑', scopes: ['z', 'a'], expiresAt: '2027-01-01T00:00:00.000Z' }
      expect(await store().apiKeys.update(key.id, changes)).toStrictEqual({ ...key, ...changes })
      expect(await store().apiKeys.update(key.id, { expiresAt: null })).toStrictEqual({
        ...key,
        ...changes,
        expiresAt: null,
      })
      expect((await store().apiKeys.list(account.id, { limit: 9, after: null })).rows).toStrictEqual([
        { ...key, ...changes, expiresAt: null },
      ])
      await expect(store().apiKeys.insert({ ...keyRow(account), secretHash })).rejects.toThrow(DuplicateError)
    })

    it('return undefined for rows that do not exist', async () => {
      expect(await store().serviceAccounts.update('none', { description: 'x' })).toBeUndefined()
      expect(await store().apiKeys.update('none', { description: 'x' })).toBeUndefined()
    })

    it('reject the name of another account in the cloud, and free the old name', async () => {
      const [first, second] = [await insertAccount({ name: 'first' }), await insertAccount({ name: 'second' })]
      await insertAccount({ name: 'third', cloudId: 'other' })
      await expect(store().serviceAccounts.update(first.id, { name: 'second' })).rejects.toThrow(DuplicateError)
      expect(await store().serviceAccounts.get(first.id)).toStrictEqual(first)
      expect(await store().serviceAccounts.update(second.id, { name: 'second' })).toStrictEqual(second)
      expect(await store().serviceAccounts.update(second.id, { name: 'third' })).toMatchObject({ name: 'third' })
      expect(await store().serviceAccounts.update(first.id, { name: 'second' })).toMatchObject({ name: 'second' })
      expect((await store().serviceAccounts.list('folder', { limit: 9, after: null }, { name: 'first' })).rows).toEqual(
        [],
      )
    })

    it('all apply when they change different fields concurrently', async () => {
      const account = await insertAccount()
      const key = keyRow(account)
      await store().apiKeys.insert({ ...key, secretHash: hash() })
      await Promise.all([
        store().serviceAccounts.update(account.id, { description: 'x' }),
        store().transaction((tx) => tx.serviceAccounts.update(account.id, { status: 'SUSPENDED' })),
        store().apiKeys.update(key.id, { description: 'y' }),
        store().transaction((tx) => tx.apiKeys.update(key.id, { scopes: ['z'] })),
      ])
      expect(await store().serviceAccounts.get(account.id)).toMatchObject({ description: 'x', status: 'SUSPENDED' })
      expect(await store().apiKeys.get(key.id)).toMatchObject({ description: 'y', scopes: ['z'] })
    })

    it('give a name to exactly one of several concurrent renames', async () => {
      const accounts = await Promise.all([1, 2, 3, 4].map((n) => insertAccount({ name: `racer-${n}` })))
      const renames = accounts.map(({ id }) => store().serviceAccounts.update(id, { name: 'winner' }))
      const outcomes = await Promise.allSettled(renames)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })

    it('do not restore rows that are deleted meanwhile', async () => {
      for (let round = 0; round < 5; round++) {
        const account = await insertAccount()
        await Promise.all([
          store().transaction((tx) => tx.serviceAccounts.update(account.id, { description: 'x' })),
          store().serviceAccounts.delete(account.id),
        ])
        expect(await store().serviceAccounts.get(account.id)).toBeUndefined()
      }
    })

    it('change the named fields of a folder and return it updated', async () => {
      const folder = folderRow({ labels: { a: 'b' } })
      await store().folders.insert(folder)
      const changes = { name: 'renamed-folder', labels: {} }
      expect(await store().folders.update(folder.id, changes)).toStrictEqual({ ...folder, ...changes })
      expect(await store().folders.get(folder.id)).toStrictEqual({ ...folder, ...changes })
      expect(await store().folders.update('none', { description: 'x' })).toBeUndefined()
    })

    it('reject the name of another folder in the cloud', async () => {
      const [first, second] = [folderRow({ cloudId: 'racing' }), folderRow({ cloudId: 'racing' })]
      await store().folders.insert(first)
      await store().folders.insert(second)
      await store().folders.insert(folderRow({ cloudId: 'other', name: first.name }))
      await expect(store().folders.update(second.id, { name: first.name })).rejects.toThrow(DuplicateError)
      await expect(store().folders.insert(folderRow({ cloudId: 'racing', name: first.name }))).rejects.toThrow(
        DuplicateError,
      )
    })

    it('delete a folder with its bindings and policies, and free its name', async () => {
      const [folder, other] = [folderRow({ cloudId: 'emptied' }), folderRow({ cloudId: 'emptied' })]
      for (const row of [folder, other]) {
        await store().folders.insert(row)
        await store().accessBindings.insert(bindingRow({ resourceId: row.id }))
        await store().accessPolicies.insert(policyRow({ resourceId: row.id }))
      }
      await store().folders.delete(folder.id)
      expect(await store().folders.get(folder.id)).toBeUndefined()
      await store().folders.insert(folderRow({ cloudId: 'emptied', name: folder.name }))
      const page = { limit: 9, after: null }
      const left = async (id: string) => [
        (await store().accessBindings.list(id, page)).rows.length,
        (await store().accessPolicies.list(id, page)).rows.length,
      ]
      expect([await left(folder.id), await left(other.id)]).toEqual([
        [0, 0],
        [1, 1],
      ])
    })

    it('are rolled back with their transaction', async () => {
      const account = await insertAccount({ name: 'old' })
      const work = store().transaction(async (tx) => {
        await tx.serviceAccounts.update(account.id, { name: 'new' })
        throw new Error('stop')
      })
      await expect(work).rejects.toThrow('stop')
      expect(await store().serviceAccounts.get(account.id)).toStrictEqual(account)
      await insertAccount({ name: 'new' })
    })
  })
}
