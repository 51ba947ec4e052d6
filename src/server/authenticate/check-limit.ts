const minute = 60_000
const mostFailures = 100
const knownMilliseconds = 10 * minute
const mostRemembered = 10_000

/**
 * Bounds what wrong keys cost, without letting who sends them lock out others behind the same address. `now` is in
 * milliseconds of the monotonic clock: the wall clock may be set back, and would then shut it for as long.
 */
export interface CheckLimit {
  /**
   * How many milliseconds to wait before the key is looked up; 0 when it may be now, as always for a key that passed
   * within the last 10 minutes.
   */
  wait(address: string, secretHash: string, now: number): number
  passed(secretHash: string, now: number): void
  failed(address: string, secretHash: string, now: number): void
}

/** At most 100 failures of an address within a minute. Each process counts for itself. */
export const checkLimit = (): CheckLimit => {
  const failures = new Map<string, { readonly since: number; readonly count: number }>()
  const known = new Map<string, number>()
  const current = (address: string, now: number) => {
    const found = failures.get(address)
    return found !== undefined && found.since > now - minute ? found : { since: now, count: 0 }
  }
  return {
    wait(address, secretHash, now) {
      const { since, count } = current(address, now)
      if (count < mostFailures || (known.get(secretHash) ?? -Infinity) > now - knownMilliseconds) return 0
      return since + minute - now
    },
    passed(secretHash, now) {
      // It moves to the end only now and then: what leaves its place there makes the first hard to find.
      if ((known.get(secretHash) ?? -Infinity) > now - minute) known.set(secretHash, now)
      else remember(known, secretHash, now)
    },
    failed(address, secretHash, now) {
      known.delete(secretHash)
      const { since, count } = current(address, now)
      remember(failures, address, { since, count: count + 1 })
    },
  }
}

/** Puts the entry last, and forgets the first when there are too many. */
const remember = <V>(map: Map<string, V>, name: string, value: V): void => {
  map.delete(name)
  map.set(name, value)
  if (map.size <= mostRemembered) return
  const [first] = map.keys()
  if (first !== undefined) map.delete(first)
}
