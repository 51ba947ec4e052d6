import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { openMemoryStore } from '../store/memory/memory-store.ts'
import { ensureAdministrator, isAdministratorToken } from './administrator.ts'

const [first, second] = ['the-first-token-of-all', 'the-second-token-of-all']

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a token configured for this process applies immediately', async () => {
  const store = openMemoryStore()
  await ensureAdministrator(store, first)
  expect(await isAdministratorToken(store, first)).toBe(true)
  await ensureAdministrator(store, second)
  expect([await isAdministratorToken(store, first), await isAdministratorToken(store, second)]).toEqual([false, true])
})

it('a token configured for another process applies within a second', async () => {
  const store = openMemoryStore()
  await ensureAdministrator(store, first)
  expect(await isAdministratorToken(store, first)).toBe(true)
  await ensureAdministrator({ ...store }, second)
  await vi.advanceTimersByTimeAsync(999)
  expect([await isAdministratorToken(store, first), await isAdministratorToken(store, second)]).toEqual([false, true])
})

it('a failure of the store is reported and not cached', async () => {
  const store = openMemoryStore()
  await ensureAdministrator(store, first)
  let down = true
  const get = (name: string) => (down ? Promise.reject(new Error('down')) : store.settings.get(name))
  const broken = { ...store, settings: { ...store.settings, get } }
  await expect(isAdministratorToken(broken, first)).rejects.toThrow('down')
  down = false
  expect(await isAdministratorToken(broken, first)).toBe(true)
})
