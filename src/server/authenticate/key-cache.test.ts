import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { ApiKeyWithAccount } from '../store/rows.ts'
import { UnavailableError } from '../store/store.ts'
import { keyCache } from './key-cache.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const row = (id: string): ApiKeyWithAccount => ({
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

/** A key cache over a table in a variable. Reading it takes 10 ms. */
const openKeys = ({ isShared = true } = {}) => {
  const table = new Map([['hash', row('first')]])
  const reads: string[] = []
  let down = false
  const findBySecretHash = async (hash: string) => {
    reads.push(hash)
    const found = table.get(hash)
    await new Promise((resolve) => setTimeout(resolve, 10))
    if (down) throw new Error('down')
    return found
  }
  const keys = keyCache({ apiKeys: { findBySecretHash }, isShared })
  const find = async (hash = 'hash') => {
    const asked = keys.find(hash)
    asked.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(10)
    return (await asked)?.id
  }
  return { table, reads, keys, find, setDown: (value: boolean) => void (down = value) }
}

it('reads a key once for many concurrent checks', async () => {
  const { keys, reads, find } = openKeys()
  const asked = Promise.all(Array.from({ length: 50 }, () => keys.find('hash')))
  await vi.advanceTimersByTimeAsync(10)
  expect(new Set((await asked).map((key) => key?.id))).toEqual(new Set(['first']))
  await vi.advanceTimersByTimeAsync(300)
  await find()
  expect(reads).toEqual(['hash'])
})

it('does not refresh an unused key', async () => {
  const { find, reads } = openKeys()
  await find()
  await vi.advanceTimersByTimeAsync(5000)
  expect(reads).toHaveLength(1)
})

it.each([0, 100, 450, 890])('shows a change of another process after %i ms within a second', async (pass) => {
  const { table, find } = openKeys()
  expect(await find()).toBe('first')
  await vi.advanceTimersByTimeAsync(pass)
  table.delete('hash')
  const changed = performance.now()
  while ((await find()) !== undefined) await vi.advanceTimersByTimeAsync(20)
  expect(performance.now() - changed).toBeLessThan(1000)
})

it('shows a change of this process immediately, even one made while the key was being read', async () => {
  const { table, keys, find } = openKeys()
  const asked = keys.find('hash')
  table.set('hash', row('second'))
  keys.clear()
  const after = keys.find('hash')
  await vi.advanceTimersByTimeAsync(10)
  expect((await asked)?.id).toBe('first')
  expect((await after)?.id).toBe('second')
  expect(await find()).toBe('second')
})

it('does not cache a row read before a change', async () => {
  const { table, keys, find } = openKeys()
  const asked = keys.find('hash')
  table.set('hash', row('second'))
  keys.clear()
  await vi.advanceTimersByTimeAsync(10)
  expect((await asked)?.id).toBe('first')
  expect(await find()).toBe('second')
})

it('does not join a read that started too long ago', async () => {
  const table = new Map([['hash', row('first')]])
  const answers: (() => void)[] = []
  const findBySecretHash = async (hash: string) => {
    const found = table.get(hash)
    await new Promise<void>((resolve) => void answers.push(resolve))
    return found
  }
  const keys = keyCache({ apiKeys: { findBySecretHash }, isShared: true })
  const early = keys.find('hash')
  table.delete('hash')
  await vi.advanceTimersByTimeAsync(900)
  const late = keys.find('hash')
  for (const answer of answers) answer()
  expect([(await early)?.id, await late]).toEqual(['first', undefined])
})

it('abandons a read that hangs', async () => {
  const findBySecretHash = () => new Promise<undefined>(() => {})
  const keys = keyCache({ apiKeys: { findBySecretHash }, isShared: true })
  const hanging = keys.find('hash')
  hanging.catch(() => undefined)
  await vi.advanceTimersByTimeAsync(5000)
  await expect(hanging).rejects.toThrow(UnavailableError)
})

it('reads a key only once if no other process changes keys, until this process does', async () => {
  const { table, keys, find, reads } = openKeys({ isShared: false })
  await find()
  await vi.advanceTimersByTimeAsync(100_000)
  expect(await find()).toBe('first')
  expect(reads).toHaveLength(1)
  table.set('hash', row('second'))
  keys.clear()
  expect(await find()).toBe('second')
})

it('does not cache unknown keys', async () => {
  const { table, find, reads } = openKeys()
  expect(await find('other')).toBeUndefined()
  table.set('other', row('new'))
  expect(await find('other')).toBe('new')
  expect(reads).toHaveLength(2)
})

it('passes a failure to every waiting check and does not cache it', async () => {
  const { keys, find, setDown } = openKeys()
  setDown(true)
  const asked = Promise.allSettled(['hash', 'hash', 'other'].map((hash) => keys.find(hash)))
  await vi.advanceTimersByTimeAsync(10)
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  setDown(false)
  expect(await find()).toBe('first')
})

it('does not accept a key that cannot be refreshed for longer than its lifetime', async () => {
  const { find, setDown } = openKeys()
  await find()
  setDown(true)
  await vi.advanceTimersByTimeAsync(500)
  expect(await find()).toBe('first')
  await vi.advanceTimersByTimeAsync(400)
  await expect(find()).rejects.toThrow('down')
})

it('caches the latest 10,000 keys', async () => {
  const reads: string[] = []
  const findBySecretHash = async (hash: string) => {
    reads.push(hash)
    return row(hash)
  }
  const keys = keyCache({ apiKeys: { findBySecretHash }, isShared: true })
  const hashes = Array.from({ length: 10_001 }, (_, n) => `hash-${n}`)
  for (const hash of [...hashes, ...hashes.slice(1)]) await keys.find(hash)
  expect(reads).toHaveLength(10_001)
  await keys.find('hash-0')
  expect(reads).toHaveLength(10_002)
})
