import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { testAccess } from './access-contract.ts'
import { testIdempotency } from './idempotency-contract.ts'
import { testLists } from './lists-contract.ts'
import { testOperations } from './operations-contract.ts'
import { testKeyUsage } from './key-usage-contract.ts'
import { accountRow, cloudRow, folderRow, hash, keyRow, operationRow } from './rows.ts'
import { DuplicateError, MissingParentError, UnavailableError, type Store } from '../store.ts'
import { testTransactions } from './transactions-contract.ts'
import { testUpdates } from './updates-contract.ts'

/** What every back end must do. `open` returns an empty store. Each test closes its own. */
export const testStore = (name: string, open: () => Promise<Store>): void => {
  describe(`${name} store`, () => {
    let opened: Store
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.close())
    const store = () => opened

    testRows(store)
    testApiKeys(store)
    testKeyUsage(store)
    testSettings(store)
    testLists(store)
    testUpdates(store)
    testOperations(store)
    testAccess(store)
    testTransactions(store)
    testIdempotency(store)

    it('reports connections as free after each call', async () => {
      let within = store().connections()
      await store().transaction(async (tx) => {
        await tx.clouds.get('x')
        within = store().connections()
      })
      const after = store().connections()
      expect(after).toEqual({ busy: 0, idle: within.busy + within.idle, waiting: 0 })
      expect(within.busy).toBe(after.idle > 0 ? 1 : 0)
    })

    it('responds to a ping, and to no call after it is closed', async () => {
      await store().ping()
      await store().close()
      await expect(store().ping()).rejects.toThrow(UnavailableError)
      await expect(store().clouds.get('x')).rejects.toThrow(UnavailableError)
      await expect(store().transaction(async (tx) => tx.clouds.get('x'))).rejects.toThrow(UnavailableError)
    })
  })
}

const awkward = [
  ['an emoji of several code points', '🧑🏽‍🚀👩‍❤️‍👨'],
  ['quotes and backslashes', `'"\`\\'; drop table clouds; -- $1 \${x} {"a":[1]}`],
  ['right-to-left text', 'مفتاح ‏שלום‎ abc'],
  ['line ends and tabs', 'one\ntwo\r\nthree\t'],
  ['256 characters', '🔑'.repeat(256)],
  ['nothing', ''],
] as const

const testRows = (store: () => Store): void => {
  describe('rows', () => {
    it('reads back what was inserted', async () => {
      const cloud = cloudRow({
        labels: { team: 'core', under_score: '-' },
        description: 'The one',
      })
      const folder = folderRow({
        cloudId: cloud.id,
        labels: { camelCase: 'snake_case' },
        status: 'DELETING',
      })
      const account = accountRow({
        lastAuthenticatedAt: '2026-01-01T00:00:00.001Z',
        labels: { a: '' },
        status: 'SUSPENDED',
      })
      const operation = operationRow({
        metadata: {
          '@type': 'type.googleapis.com/x',
          camelCase: 1,
          snake_case: [true, null, { deep_key: 'ё' }],
        },
        response: { '@type': 'type.googleapis.com/y', at: '2026-01-01T00:00:00Z' },
      })
      await store().clouds.insert(cloud)
      await store().folders.insert(folder)
      await store().serviceAccounts.insert(account)
      await store().operations.insert(operation)
      expect(await store().clouds.get(cloud.id)).toStrictEqual(cloud)
      expect(await store().folders.get(folder.id)).toStrictEqual(folder)
      expect(await store().serviceAccounts.get(account.id)).toStrictEqual(account)
      expect(await store().operations.get(operation.id)).toStrictEqual(operation)
    })

    it('keeps the error of a failed operation', async () => {
      const operation = operationRow({
        error: { code: 5, message: 'Not found', details: [{ '@type': 'x', a: 1 }] },
      })
      await store().operations.insert(operation)
      expect(await store().operations.get(operation.id)).toStrictEqual(operation)
    })

    it('returns undefined for an unknown ID', async () => {
      expect(await store().clouds.get('none')).toBeUndefined()
      expect(await store().folders.get('none')).toBeUndefined()
      expect(await store().serviceAccounts.get('none')).toBeUndefined()
      expect(await store().apiKeys.get('none')).toBeUndefined()
      expect(await store().operations.get('none')).toBeUndefined()
    })

    it.each(awkward)('keeps %s', async (_, text) => {
      const account = accountRow({ description: text, name: text, labels: { text } })
      await store().serviceAccounts.insert(account)
      const key = keyRow(account, { description: text, scopes: [text, 'NULL', '{a,b}', 'yc.x'] })
      await store().apiKeys.insert({ ...key, secretHash: hash() })
      await store().settings.put(text, text)
      expect(await store().serviceAccounts.get(account.id)).toStrictEqual(account)
      expect(await store().apiKeys.get(key.id)).toStrictEqual(key)
      expect(await store().settings.get(text)).toBe(text)
    })

    it.each([
      '1970-01-01T00:00:00.000Z',
      '1970-01-01T00:00:00.001Z',
      '2105-12-31T23:59:59.999Z',
      '2026-03-29T01:30:00.120Z',
    ])('keeps the timestamp %s', async (moment) => {
      const account = accountRow({
        createdAt: moment,
        expiresAt: moment,
        lastAuthenticatedAt: moment,
      })
      await store().serviceAccounts.insert(account)
      expect(await store().serviceAccounts.get(account.id)).toStrictEqual(account)
    })

    it('is not affected by later changes of an inserted object', async () => {
      const labels: Record<string, string> = { team: 'core' }
      const cloud = cloudRow({ labels })
      await store().clouds.insert(cloud)
      labels['team'] = 'other'
      expect((await store().clouds.get(cloud.id))?.labels).toEqual({ team: 'core' })
    })

    it('rejects an existing ID and keeps the first row', async () => {
      const [cloud, folder, account, operation] = [cloudRow(), folderRow(), accountRow(), operationRow()]
      await store().clouds.insert(cloud)
      await store().folders.insert(folder)
      await store().serviceAccounts.insert(account)
      await store().operations.insert(operation)
      await expect(store().clouds.insert({ ...cloud, name: 'second' })).rejects.toThrow(DuplicateError)
      await expect(store().folders.insert({ ...folder, name: 'second' })).rejects.toThrow(DuplicateError)
      await expect(store().serviceAccounts.insert({ ...account, name: 'second' })).rejects.toThrow(DuplicateError)
      await expect(store().operations.insert({ ...operation, description: 'second' })).rejects.toThrow(DuplicateError)
      expect(await store().serviceAccounts.get(account.id)).toStrictEqual(account)
    })

    it('rejects the name of another account in the cloud, whatever its folder', async () => {
      await store().serviceAccounts.insert(accountRow({ name: 'robot' }))
      const second = accountRow({ name: 'robot', folderId: 'other' })
      await expect(store().serviceAccounts.insert(second)).rejects.toThrow(DuplicateError)
      expect(await store().serviceAccounts.get(second.id)).toBeUndefined()
      await store().serviceAccounts.insert(accountRow({ name: 'robot', cloudId: 'other' }))
    })

    it('frees the name of a deleted account', async () => {
      const account = accountRow({ name: 'robot' })
      await store().serviceAccounts.insert(account)
      expect(await store().serviceAccounts.delete(account.id)).toBe(true)
      expect(await store().serviceAccounts.delete(account.id)).toBe(false)
      await store().serviceAccounts.insert(accountRow({ name: 'robot' }))
    })
  })
}

const testApiKeys = (store: () => Store): void => {
  describe('API keys', () => {
    it('keep the order of their scopes', async () => {
      const account = accountRow()
      const key = keyRow(account, {
        scopes: ['z', 'a', 'm', 'b'],
        lastUsedAt: '2026-01-01T00:00:00.000Z',
      })
      await store().serviceAccounts.insert(account)
      await store().apiKeys.insert({ ...key, secretHash: hash() })
      expect(await store().apiKeys.get(key.id)).toStrictEqual(key)
    })

    it('never return their hash', async () => {
      const account = accountRow()
      const key = keyRow(account)
      const secretHash = hash()
      await store().serviceAccounts.insert(account)
      await store().apiKeys.insert({ ...key, secretHash })
      const read = await store().apiKeys.get(key.id)
      const { rows } = await store().apiKeys.list(account.id, { limit: 10, after: null })
      expect(JSON.stringify([read, rows])).not.toContain(secretHash)
      expect(rows).toStrictEqual([key])
    })

    it('are rejected with an existing ID or hash', async () => {
      const account = accountRow()
      const secretHash = hash()
      const key = keyRow(account)
      await store().serviceAccounts.insert(account)
      await store().apiKeys.insert({ ...key, secretHash })
      await expect(store().apiKeys.insert({ ...key, secretHash: hash() })).rejects.toThrow(DuplicateError)
      const second = keyRow(account)
      await expect(store().apiKeys.insert({ ...second, secretHash })).rejects.toThrow(DuplicateError)
      expect(await store().apiKeys.get(second.id)).toBeUndefined()
    })

    it('are rejected without their account', async () => {
      const key = keyRow(accountRow())
      await expect(store().apiKeys.insert({ ...key, secretHash: hash() })).rejects.toThrow(MissingParentError)
      expect(await store().apiKeys.get(key.id)).toBeUndefined()
    })

    it('are deleted with their account, and only they', async () => {
      const [account, other] = [accountRow(), accountRow()]
      const keys = [keyRow(account), keyRow(account), keyRow(account)]
      const kept = keyRow(other)
      for (const row of [account, other]) await store().serviceAccounts.insert(row)
      for (const key of [...keys, kept]) await store().apiKeys.insert({ ...key, secretHash: hash() })
      expect(await store().apiKeys.countInCloud('cloud', 9)).toBe(4)
      await store().serviceAccounts.delete(account.id)
      for (const key of keys) expect(await store().apiKeys.get(key.id)).toBeUndefined()
      expect(await store().apiKeys.list(account.id, { limit: 9, after: null })).toEqual({
        rows: [],
        next: null,
      })
      expect(await store().apiKeys.countInCloud('cloud', 9)).toBe(1)
      expect(await store().apiKeys.get(kept.id)).toStrictEqual(kept)
    })

    it('are deleted once, after which their hash is free', async () => {
      const account = accountRow()
      const key = keyRow(account)
      const secretHash = hash()
      await store().serviceAccounts.insert(account)
      await store().apiKeys.insert({ ...key, secretHash })
      expect(await store().apiKeys.delete(key.id)).toBe(true)
      expect(await store().apiKeys.delete(key.id)).toBe(false)
      expect(await store().apiKeys.get(key.id)).toBeUndefined()
      await store().apiKeys.insert({ ...key, secretHash })
    })

    it('are counted within their cloud', async () => {
      const [here, there] = [accountRow(), accountRow({ cloudId: 'other' })]
      for (const account of [here, there]) {
        await store().serviceAccounts.insert(account)
        await store().apiKeys.insert({ ...keyRow(account), secretHash: hash() })
      }
      expect(await store().apiKeys.countInCloud('cloud', 9)).toBe(1)
      expect(await store().serviceAccounts.countInCloud('cloud', 9)).toBe(1)
      expect(await store().serviceAccounts.countInCloud('none', 9)).toBe(0)
      expect(await store().apiKeys.countInCloud('none', 9)).toBe(0)
    })

    it('are counted only up to the limit', async () => {
      const account = accountRow()
      await store().serviceAccounts.insert(account)
      for (let n = 0; n < 3; n += 1) await store().apiKeys.insert({ ...keyRow(account), secretHash: hash() })
      expect(await store().apiKeys.countInCloud('cloud', 2)).toBe(2)
      expect(await store().apiKeys.countInCloud('cloud', 3)).toBe(3)
    })
  })
}

const testSettings = (store: () => Store): void => {
  describe('settings', () => {
    it('keep the last value', async () => {
      expect(await store().settings.get('name')).toBeUndefined()
      await store().settings.put('name', 'first')
      await store().settings.put('name', 'second')
      expect(await store().settings.get('name')).toBe('second')
    })

    it('are removed only by their value', async () => {
      await store().settings.put('name', 'value')
      expect(await store().settings.take('name', 'other')).toBe(false)
      expect(await store().settings.take('other', 'value')).toBe(false)
      expect(await store().settings.get('name')).toBe('value')
      expect(await store().settings.take('name', 'value')).toBe(true)
      expect(await store().settings.get('name')).toBeUndefined()
    })

    it('are removed by exactly one of several concurrent callers', async () => {
      await store().settings.put('name', 'value')
      const taken = await Promise.all(Array.from({ length: 8 }, () => store().settings.take('name', 'value')))
      expect(taken.filter(Boolean)).toHaveLength(1)
    })
  })
}
