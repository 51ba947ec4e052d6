import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { PresentedKeyRow } from '../store/rows.ts'
import { recentKeys } from './recent-keys.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const row = (id: string): PresentedKeyRow => ({
  id,
  serviceAccountId: 'account',
  scopes: [],
  lastUsedAt: null,
  expiresAt: null,
  folderId: 'folder',
  accountStatus: 'ACTIVE',
  accountExpiresAt: null,
  lastAuthenticatedAt: null,
})

/** Keys over a table in a variable; reading it takes 10 ms. */
const open = () => {
  const table = new Map([['hash', row('first')]])
  const reads: string[] = []
  let down = false
  const keys = recentKeys(async (hash) => {
    reads.push(hash)
    const found = table.get(hash)
    await new Promise((resolve) => setTimeout(resolve, 10))
    if (down) throw new Error('down')
    return found
  })
  const find = async (hash = 'hash') => {
    const asked = keys.find(hash)
    asked.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(10)
    return (await asked)?.id
  }
  return { table, reads, keys, find, setDown: (value: boolean) => void (down = value) }
}

it('a key is read once, also for many at a time, until almost a second later', async () => {
  const { keys, reads, find } = open()
  const asked = Promise.all(Array.from({ length: 50 }, () => keys.find('hash')))
  await vi.advanceTimersByTimeAsync(10)
  expect(new Set((await asked).map((key) => key?.id))).toEqual(new Set(['first']))
  await vi.advanceTimersByTimeAsync(880)
  await find()
  expect(reads).toHaveLength(1)
  await find()
  expect(reads).toHaveLength(2)
})

it('a change of another process is seen within a second, also one that was made while the key was read', async () => {
  const { table, keys, find } = open()
  const began = performance.now()
  const asked = keys.find('hash')
  table.delete('hash')
  await vi.advanceTimersByTimeAsync(10)
  expect((await asked)?.id).toBe('first')
  await vi.advanceTimersByTimeAsync(890)
  expect(await find()).toBeUndefined()
  expect(performance.now() - began).toBeLessThan(1000)
})

it('a change of this process is seen at once, also one that was made while the key was read', async () => {
  const { table, keys, find } = open()
  const asked = keys.find('hash')
  table.set('hash', row('second'))
  keys.forget()
  await vi.advanceTimersByTimeAsync(10)
  expect((await asked)?.id).toBe('first')
  expect(await find()).toBe('second')
})

it('what is not there is looked for each time', async () => {
  const { table, find, reads } = open()
  expect(await find('other')).toBeUndefined()
  table.set('other', row('new'))
  expect(await find('other')).toBe('new')
  expect(reads).toHaveLength(2)
})

it('a failure is not remembered', async () => {
  const { find, setDown } = open()
  setDown(true)
  await expect(find()).rejects.toThrow('down')
  setDown(false)
  expect(await find()).toBe('first')
})

it('no more than 10,000 are remembered, the latest', async () => {
  const reads: string[] = []
  const keys = recentKeys(async (hash) => {
    reads.push(hash)
    return row(hash)
  })
  const hashes = Array.from({ length: 10_001 }, (_, n) => `hash-${n}`)
  await Promise.all(hashes.map((hash) => keys.find(hash)))
  await Promise.all(hashes.slice(1).map((hash) => keys.find(hash)))
  expect(reads).toHaveLength(10_001)
  await keys.find('hash-0')
  expect(reads).toHaveLength(10_002)
})
