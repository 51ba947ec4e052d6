import { describe, expect, it } from 'vitest'

import { accountRow, hash, keyRow } from './rows.ts'
import type { Store } from '../store.ts'

const at = (second: number) => `2026-11-22T10:00:${String(second).padStart(2, '0')}.123Z`

/** What every back end must do for keys in use: see `testStore`. */
export const testKeyUsage = (store: () => Store): void => {
  const insert = async () => {
    const account = accountRow({ status: 'SUSPENDED', expiresAt: at(9), lastAuthenticatedAt: at(8), folderId: 'its' })
    const key = keyRow(account, { scopes: ['z', 'a'], expiresAt: at(7), lastUsedAt: at(6) })
    const secretHash = hash()
    await store().serviceAccounts.insert(account)
    await store().apiKeys.insert({ ...key, secretHash })
    return { account, key, secretHash }
  }

  describe('a key that is used', () => {
    it('is found by the hash of its secret, with the relevant fields of its account', async () => {
      await insert()
      const { account, key, secretHash } = await insert()
      expect(await store().apiKeys.findBySecretHash(secretHash)).toStrictEqual({
        id: key.id,
        serviceAccountId: account.id,
        scopes: ['z', 'a'],
        lastUsedAt: at(6),
        expiresAt: at(7),
        folderId: 'its',
        accountStatus: 'SUSPENDED',
        accountExpiresAt: at(9),
        lastAuthenticatedAt: at(8),
      })
    })

    it('is not found by anything else', async () => {
      const { key } = await insert()
      for (const other of [hash(), '', key.id]) {
        expect(await store().apiKeys.findBySecretHash(other)).toBeUndefined()
      }
    })

    it('shows each change immediately, and disappears with the key and the account', async () => {
      const [one, other] = [await insert(), await insert()]
      await store().apiKeys.update(one.key.id, { scopes: ['b'], expiresAt: null })
      await store().serviceAccounts.update(one.account.id, { status: 'ACTIVE', expiresAt: null })
      expect(await store().apiKeys.findBySecretHash(one.secretHash)).toMatchObject({
        scopes: ['b'],
        expiresAt: null,
        accountStatus: 'ACTIVE',
        accountExpiresAt: null,
      })
      await store().apiKeys.delete(one.key.id)
      await store().serviceAccounts.delete(other.account.id)
      expect(await store().apiKeys.findBySecretHash(one.secretHash)).toBeUndefined()
      expect(await store().apiKeys.findBySecretHash(other.secretHash)).toBeUndefined()
    })
  })

  describe('usages', () => {
    const seen = async (keyId: string, accountId: string) => [
      (await store().apiKeys.get(keyId))?.lastUsedAt,
      (await store().serviceAccounts.get(accountId))?.lastAuthenticatedAt,
    ]

    it('move only the named rows forward, never back', async () => {
      const [one, other] = [await insert(), await insert()]
      const fresh = accountRow()
      const unused = keyRow(fresh)
      await store().serviceAccounts.insert(fresh)
      await store().apiKeys.insert({ ...unused, secretHash: hash() })
      const marked = (keyId: string, accountId: string, second: number) =>
        Promise.all([
          store().apiKeys.recordUsage([{ id: keyId, at: at(second) }]),
          store().serviceAccounts.recordUsage([{ id: accountId, at: at(second) }]),
        ])
      await marked(one.key.id, one.account.id, 20)
      expect(await seen(one.key.id, one.account.id)).toEqual([at(20), at(20)])
      await marked(one.key.id, one.account.id, 10)
      expect(await seen(one.key.id, one.account.id)).toEqual([at(20), at(20)])
      await marked(unused.id, fresh.id, 0)
      expect(await seen(unused.id, fresh.id)).toEqual([at(0), at(0)])
      expect(await seen(other.key.id, other.account.id)).toEqual([at(6), at(8)])
      expect(await store().apiKeys.get(one.key.id)).toStrictEqual({ ...one.key, lastUsedAt: at(20) })
      const account = { ...one.account, lastAuthenticatedAt: at(20) }
      expect(await store().serviceAccounts.get(one.account.id)).toStrictEqual(account)
    })

    it('are written in batches, ignoring rows that no longer exist', async () => {
      const rows = await Promise.all(Array.from({ length: 5 }, insert))
      const usages = rows.map(({ key }, index) => ({ id: key.id, at: at(30 + index) }))
      await store().apiKeys.delete(rows[2]?.key.id ?? '')
      await store().apiKeys.recordUsage([...usages, { id: 'none', at: at(30) }])
      await store().apiKeys.recordUsage([])
      await store().serviceAccounts.recordUsage([])
      const keys = await Promise.all(rows.map(({ key }) => store().apiKeys.get(key.id)))
      expect(keys.map((key) => key?.lastUsedAt)).toEqual([at(30), at(31), undefined, at(33), at(34)])
    })

    it('lose no concurrent change', async () => {
      const { key, account } = await insert()
      await Promise.all([
        store().apiKeys.recordUsage([{ id: key.id, at: at(20) }]),
        store().transaction((tx) => tx.apiKeys.update(key.id, { scopes: ['new'] })),
        store().serviceAccounts.recordUsage([{ id: account.id, at: at(20) }]),
        store().transaction((tx) => tx.serviceAccounts.update(account.id, { status: 'ACTIVE' })),
      ])
      expect(await store().apiKeys.get(key.id)).toMatchObject({ scopes: ['new'], lastUsedAt: at(20) })
      const seenAccount = { status: 'ACTIVE', lastAuthenticatedAt: at(20) }
      expect(await store().serviceAccounts.get(account.id)).toMatchObject(seenAccount)
    })
  })
}
