const minute = 60_000
const maxFailures = 100
const goodKeyMilliseconds = 10 * minute
const maxEntries = 10_000

/**
 * Rate-limits checks of wrong keys per address, without locking out good keys behind the same address. `now` is in
 * monotonic milliseconds: a wall clock that is set back would block checks for as long.
 */
export interface CheckLimiter {
  /**
   * Milliseconds to wait before the key may be looked up, 0 for none. Always 0 for a key that passed within the last
   * 10 minutes.
   */
  wait(address: string, secretHash: string, now: number): number
  recordPass(secretHash: string, now: number): void
  recordFailure(address: string, secretHash: string, now: number): void
}

/** Allows 100 failures a minute per address. Each process counts separately. */
export const checkLimiter = (): CheckLimiter => {
  const failures = new Map<string, { readonly since: number; readonly count: number }>()
  const goodKeys = new Map<string, number>()
  const current = (address: string, now: number) => {
    const found = failures.get(address)
    return found !== undefined && found.since > now - minute ? found : { since: now, count: 0 }
  }
  return {
    wait(address, secretHash, now) {
      const { since, count } = current(address, now)
      if (count < maxFailures || (goodKeys.get(secretHash) ?? -Infinity) > now - goodKeyMilliseconds) return 0
      return since + minute - now
    },
    recordPass(secretHash, now) {
      // Move it to the end at most once a minute: each deletion leaves a hole that slows finding the first entry.
      if ((goodKeys.get(secretHash) ?? -Infinity) > now - minute) goodKeys.set(secretHash, now)
      else append(goodKeys, secretHash, now)
    },
    recordFailure(address, secretHash, now) {
      goodKeys.delete(secretHash)
      const { since, count } = current(address, now)
      append(failures, address, { since, count: count + 1 })
    },
  }
}

/** Moves the entry to the end, and evicts the oldest if the map is full. */
const append = <V>(map: Map<string, V>, key: string, value: V): void => {
  map.delete(key)
  map.set(key, value)
  if (map.size <= maxEntries) return
  const [first] = map.keys()
  if (first !== undefined) map.delete(first)
}
