import { describe, expect, it } from 'vitest'

import { accountRow, cloudRow, hash, keyRow, operationRow } from './rows.ts'
import { DuplicateError, MissingParentError, type Store, type Tables } from '../store.ts'

class Stop extends Error {}

/** What every back end must do for transactions: see `testStore`. */
export const testTransactions = (store: () => Store): void => {
  const insertAccounts = async (...accounts: ReturnType<typeof accountRow>[]) => {
    for (const account of accounts) await store().serviceAccounts.insert(account)
  }

  describe('transactions', () => {
    it('return the result of their work and commit it', async () => {
      const account = accountRow()
      const key = keyRow(account)
      const answer = await store().transaction(async (tx) => {
        await tx.serviceAccounts.insert(account)
        await tx.apiKeys.insert({ ...key, secretHash: hash() })
        return tx.apiKeys.get(key.id)
      })
      expect(answer).toStrictEqual(key)
      expect(await store().apiKeys.get(key.id)).toStrictEqual(key)
    })

    it('are rolled back completely when they throw', async () => {
      const [kept, deleted] = [accountRow({ name: 'kept' }), accountRow({ name: 'deleted' })]
      const keys = [keyRow(deleted), keyRow(deleted)]
      const cloud = cloudRow()
      await insertAccounts(kept, deleted)
      for (const key of keys) await store().apiKeys.insert({ ...key, secretHash: hash() })
      await store().settings.put('old', 'value')
      const work = async (tx: Tables) => {
        await tx.clouds.insert(cloud)
        await tx.serviceAccounts.delete(deleted.id)
        // Reuses the name and the ID of the deleted account.
        await tx.serviceAccounts.insert({ ...kept, id: 'new', name: 'deleted' })
        await tx.serviceAccounts.insert({ ...deleted, name: 'again' })
        await tx.apiKeys.insert({ ...keyRow(kept), secretHash: hash() })
        await tx.operations.insert(operationRow({ id: 'operation' }))
        await tx.settings.put('old', 'changed')
        await tx.settings.put('new', 'value')
        await tx.settings.take('old', 'changed')
        throw new Stop()
      }
      await expect(store().transaction(work)).rejects.toThrow(Stop)
      expect(await store().clouds.get(cloud.id)).toBeUndefined()
      expect((await store().serviceAccounts.list('folder', { limit: 9, after: null })).rows).toStrictEqual([
        kept,
        deleted,
      ])
      expect((await store().apiKeys.list(deleted.id, { limit: 9, after: null })).rows).toStrictEqual(keys)
      expect(await store().apiKeys.countInCloud('cloud', 99)).toBe(2)
      expect(await store().serviceAccounts.countInCloud('cloud', 99)).toBe(2)
      expect(await store().operations.get('operation')).toBeUndefined()
      expect([await store().settings.get('old'), await store().settings.get('new')]).toEqual(['value', undefined])
      await expect(store().serviceAccounts.insert(accountRow({ name: 'deleted' }))).rejects.toThrow(DuplicateError)
      await store().serviceAccounts.insert(accountRow({ name: 'again' }))
    })

    it('are rolled back when a call fails, even if its error is caught', async () => {
      const taken = cloudRow()
      const cloud = cloudRow()
      await store().clouds.insert(taken)
      const work = async (tx: Tables) => {
        await tx.clouds.insert(cloud)
        await tx.clouds.insert(taken).catch(() => undefined)
      }
      await expect(store().transaction(work)).rejects.toThrow(DuplicateError)
      expect(await store().clouds.get(cloud.id)).toBeUndefined()
    })

    it('join the outer transaction', async () => {
      const [outer, inner] = [cloudRow(), cloudRow()]
      await store().transaction(async (tx) => {
        await tx.clouds.insert(outer)
        await tx.transaction(async (nested) => nested.transaction((deep) => deep.clouds.insert(inner)))
      })
      expect((await store().clouds.list({ limit: 9, after: null })).rows).toStrictEqual([outer, inner])
    })

    it('are rolled back when a nested one throws, even if its error is caught', async () => {
      const [outer, inner] = [cloudRow(), cloudRow()]
      const fail = async (tx: Tables) => {
        await tx.clouds.insert(inner)
        throw new Stop()
      }
      const work = store().transaction(async (tx) => {
        await tx.clouds.insert(outer)
        await tx.transaction(fail).catch(() => undefined)
      })
      await expect(work).rejects.toThrow(Stop)
      expect((await store().clouds.list({ limit: 9, after: null })).rows).toEqual([])
    })

    it('accept no call after they end', async () => {
      const kept: Tables[] = []
      await store().transaction(async (tx) => void kept.push(tx))
      await expect(kept[0]?.clouds.insert(cloudRow())).rejects.toThrow(Error)
      expect((await store().clouds.list({ limit: 9, after: null })).rows).toEqual([])
    })

    it('hide uncommitted changes', async () => {
      const cloud = cloudRow()
      let seen: Promise<unknown> = Promise.resolve('not asked')
      const work = store().transaction(async (tx) => {
        await tx.clouds.insert(cloud)
        expect(await tx.clouds.get(cloud.id)).toStrictEqual(cloud)
        seen = store().clouds.get(cloud.id)
        throw new Stop()
      })
      await expect(work).rejects.toThrow(Stop)
      expect(await seen).toBeUndefined()
    })

    it('never exceed a quota that is counted under the lock of the cloud', async () => {
      const cloud = cloudRow()
      const account = accountRow({ cloudId: cloud.id })
      await store().clouds.insert(cloud)
      await insertAccounts(account)
      const insertBelow = (quota: number) =>
        store().transaction(async (tx) => {
          await tx.clouds.lock(cloud.id, 'exclusive')
          if ((await tx.apiKeys.countInCloud(cloud.id, 99)) >= quota) return false
          await tx.apiKeys.insert({ ...keyRow(account), secretHash: hash() })
          return true
        })
      const inserted = await Promise.all(Array.from({ length: 12 }, () => insertBelow(5)))
      expect(inserted.filter(Boolean)).toHaveLength(5)
      expect(await store().apiKeys.countInCloud(cloud.id, 99)).toBe(5)
    })

    it('give a name to exactly one of several concurrent inserts', async () => {
      const inserts = Array.from({ length: 6 }, () => store().serviceAccounts.insert(accountRow({ name: 'robot' })))
      const outcomes = await Promise.allSettled(inserts)
      const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
      expect(errors).toHaveLength(5)
      for (const error of errors) expect(error).toBeInstanceOf(DuplicateError)
    })

    it('leave no key without its account when the account is deleted concurrently', async () => {
      for (let round = 0; round < 10; round++) {
        const account = accountRow()
        const keys = [keyRow(account), keyRow(account), keyRow(account)]
        await insertAccounts(account)
        const insert = (key: (typeof keys)[number]) =>
          store().transaction((tx) => tx.apiKeys.insert({ ...key, secretHash: hash() }))
        const [first, ...others] = keys.map(insert)
        const outcomes = await Promise.allSettled([first, store().serviceAccounts.delete(account.id), ...others])
        const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
        for (const error of errors) expect(error).toBeInstanceOf(MissingParentError)
        for (const key of keys) expect(await store().apiKeys.get(key.id)).toBeUndefined()
      }
    })

    it('leave the store consistent when they fail immediately', async () => {
      const failing = Array.from({ length: 20 }, (_, index) =>
        store().transaction(async (tx) => {
          await tx.clouds.insert(cloudRow({ id: `cloud-${index}` }))
          if (index % 2 === 0) throw new Stop()
        }),
      )
      await Promise.allSettled(failing)
      expect((await store().clouds.list({ limit: 99, after: null })).rows).toHaveLength(10)
    })
  })
}
