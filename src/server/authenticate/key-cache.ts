import type { ApiKeyWithAccount } from '../store/rows.ts'
import { type Store, UnavailableError } from '../store/store.ts'

/** API keys as the store has them; where other processes write to it too, as it had them less than a second ago. */
export interface KeyCache {
  find(secretHash: string): Promise<ApiKeyWithAccount | undefined>
  /** To be called after every change and before it is answered, so that the change holds for the next check. */
  clear(): void
}

// Less than the second within which a change made by another replica must hold.
const freshMilliseconds = 900
const entriesMax = 10_000
const timeoutMilliseconds = 5000

interface Entry {
  readonly key: Promise<ApiKeyWithAccount | undefined>
  /** When it was read, on the monotonic clock. */
  readonly readAt: number
}

/** Remembers the keys that exist, never a guess. Checks of one key that arrive together share one read. */
export const keyCache = (
  store: Pick<Store, 'isShared'> & { readonly apiKeys: Pick<Store['apiKeys'], 'findBySecretHash'> },
): KeyCache => {
  let entries = new Map<string, Entry>()

  const read = (secretHash: string, readAt: number): Entry => {
    const entry = { key: withTimeout(store.apiKeys.findBySecretHash(secretHash)), readAt }
    // A read that a change overtakes ends in the map of before: whoever waited for it gets it, and nobody else.
    const before = entries
    const drop = () => {
      if (before.get(secretHash) === entry) before.delete(secretHash)
    }
    entry.key.then((key) => key ?? drop(), drop)
    entries.set(secretHash, entry)
    if (entries.size > entriesMax) entries.delete(entries.keys().next().value ?? '')
    return entry
  }

  return {
    find(secretHash) {
      const now = performance.now()
      const entry = entries.get(secretHash)
      const isFresh = entry !== undefined && (!store.isShared || now - entry.readAt < freshMilliseconds)
      return (isFresh ? entry : read(secretHash, now)).key
    },
    clear() {
      entries = new Map()
    },
  }
}

/** Times out after 5 s, so one hung query cannot hold up every check of its key. @throws UnavailableError */
const withTimeout = async <T>(answer: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnavailableError('The database does not answer')), timeoutMilliseconds)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
