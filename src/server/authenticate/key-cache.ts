import type { ApiKeyWithAccount } from '../store/rows.ts'
import { type Store, UnavailableError } from '../store/store.ts'

/** Caches API keys by secret hash. If other processes write to the store, entries expire within a second. */
export interface KeyCache {
  find(secretHash: string): Promise<ApiKeyWithAccount | undefined>
  /** Call after every change, before responding to it, so that the next check sees the change. */
  clear(): void
}

// Changes made by another replica must apply within a second.
const maxAgeMilliseconds = 900
const maxEntries = 10_000
const timeoutMilliseconds = 5000

interface Entry {
  readonly key: Promise<ApiKeyWithAccount | undefined>
  /** When it was read, on the monotonic clock. */
  readonly readAt: number
}

/** Caches existing keys only, so that guesses cannot fill it. Concurrent checks of a key share one read. */
export const keyCache = (
  store: Pick<Store, 'isShared'> & { readonly apiKeys: Pick<Store['apiKeys'], 'findBySecretHash'> },
): KeyCache => {
  let entries = new Map<string, Entry>()

  const read = (secretHash: string, readAt: number): Entry => {
    const entry = { key: withTimeout(store.apiKeys.findBySecretHash(secretHash)), readAt }
    // `clear` replaces the map, so a read that started before a change ends up only in the old one.
    const current = entries
    const drop = () => {
      if (current.get(secretHash) === entry) current.delete(secretHash)
    }
    entry.key.then((key) => key ?? drop(), drop)
    entries.set(secretHash, entry)
    if (entries.size > maxEntries) entries.delete(entries.keys().next().value ?? '')
    return entry
  }

  return {
    find(secretHash) {
      const now = performance.now()
      const entry = entries.get(secretHash)
      const isFresh = entry !== undefined && (!store.isShared || now - entry.readAt < maxAgeMilliseconds)
      return (isFresh ? entry : read(secretHash, now)).key
    },
    clear() {
      entries = new Map()
    },
  }
}

/** Times out after 5 s, so that one hung query cannot block every check of its key. @throws UnavailableError */
const withTimeout = async <T>(query: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnavailableError('The database did not respond in time')), timeoutMilliseconds)
  })
  return Promise.race([query, timeout]).finally(() => clearTimeout(timer))
}
