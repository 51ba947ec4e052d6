import { vi } from 'vitest'

import type { PresentedKeyRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { type RecentKeys, recentKeys } from './key-cache.ts'

export const row = (id: string): PresentedKeyRow => ({
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

// What is known is answered at once.
export const ask = async (keys: RecentKeys, hash: string) => keys.find(hash)

/** Lets the reading of what was asked for begin. */
export const begun = () => vi.advanceTimersByTimeAsync(0)

let versions = 0
/** The version of a store in which something is committed all the time. */
export const restless = () => String((versions += 1))

/** Keys over a table in a variable; reading from it takes 10 ms. */
export const openKeys = ({
  isShared = true,
  version = restless,
}: { isShared?: boolean; version?: Store['version'] } = {}) => {
  const table = new Map([['hash', row('first')]])
  const reads: (readonly string[])[] = []
  let down = false
  const present: Store['apiKeys']['present'] = async (hashes) => {
    reads.push(hashes)
    const found = new Map([...table].filter(([hash]) => hashes.includes(hash)))
    await new Promise((resolve) => setTimeout(resolve, 10))
    if (down) throw new Error('down')
    return found
  }
  const keys = recentKeys({ apiKeys: { present }, isShared, version })
  const find = async (hash = 'hash') => {
    const asked = ask(keys, hash)
    asked.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(10)
    return (await asked)?.id
  }
  return { table, reads, keys, find, setDown: (value: boolean) => void (down = value) }
}
