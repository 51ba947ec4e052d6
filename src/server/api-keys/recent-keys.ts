import type { PresentedKeyRow } from '../store/rows.ts'

/** Keys as the store has them, or had them less than a second ago when this process has changed nothing since. */
export interface RecentKeys {
  find(secretHash: string): Promise<PresentedKeyRow | undefined>
  /** To be called after every change and before it is answered, so that it holds for the next check. */
  forget(): void
}

// Less than the second within which a change at another replica must hold.
const freshMilliseconds = 900
const mostRemembered = 10_000

export const recentKeys = (read: RecentKeys['find']): RecentKeys => {
  // What is kept is the reading: who asks meanwhile waits for the same one. `at` is when it began, on the monotonic clock.
  const readings = new Map<string, { readonly at: number; readonly key: Promise<PresentedKeyRow | undefined> }>()
  const drop = (secretHash: string, key: Promise<unknown>) => {
    if (readings.get(secretHash)?.key === key) readings.delete(secretHash)
  }
  return {
    find(secretHash) {
      const at = performance.now()
      const found = readings.get(secretHash)
      if (found !== undefined && at - found.at < freshMilliseconds) return found.key
      readings.delete(secretHash)
      const [oldest] = readings.keys()
      if (readings.size === mostRemembered && oldest !== undefined) readings.delete(oldest)
      // Only what is there is worth remembering; a guess is never asked for again.
      const key: Promise<PresentedKeyRow | undefined> = read(secretHash).then(
        (row) => {
          if (row === undefined) drop(secretHash, key)
          return row
        },
        (error: unknown) => {
          drop(secretHash, key)
          throw error
        },
      )
      readings.set(secretHash, { at, key })
      return key
    },
    forget: () => readings.clear(),
  }
}
