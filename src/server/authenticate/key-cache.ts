import { allHasArrived } from '../gather.ts'
import { withinPatience } from '../patience.ts'
import type { PresentedKeyRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** Keys as the store has them; where other processes change it, too, as it had them less than a second ago. */
export interface RecentKeys {
  /** At once, where it is known. */
  find(secretHash: string): PresentedKeyRow | Promise<PresentedKeyRow | undefined>
  /** To be called after every change of a key and before it is answered, so that it holds for the next check. */
  forget(): void
}

// Less than the second within which a change at another replica must hold.
const freshMilliseconds = 900
// As often it looks whether anything was committed, while keys are asked for.
const lookMilliseconds = 200
// From this age on, keys in use are read again before they are too old, so that no check waits for them.
const agedMilliseconds = 400
// A key stays in use for as long after it was asked for.
const inUseMilliseconds = 2000
const mostRemembered = 10_000
const mostAtOnce = 250

interface Remembered {
  readonly key: PresentedKeyRow
  /** When the reading of it began, on the monotonic clock. */
  readonly at: number
  /** When it was asked for last, on the same clock. */
  usedAt: number
}

interface Waiting {
  readonly resolve: (key: PresentedKeyRow | undefined) => void
  readonly reject: (error: unknown) => void
}

interface Reading {
  readonly batch: Map<string, Waiting[]>
  /** Where what it finds is remembered. */
  readonly place: Map<string, Remembered>
  /** When it began, on the monotonic clock. */
  readonly at: number
}

/** The version of the store, as the latest look found it. */
interface Known {
  readonly version: string
  /** When it was first known: what was read from then on is as it was read for as long as the version is the same. */
  readonly since: number
  /** When the latest look began that found it. */
  at: number
}

/** What it needs of a store. */
type Source = Pick<Store, 'version' | 'isShared'> & { readonly apiKeys: Pick<Store['apiKeys'], 'present'> }

/**
 * Reads many keys at once: those that are asked for at the same time, and, while one reading is under way, those for
 * the next. So a busy service asks its database seldom, however many keys are in use; and while nothing is committed,
 * not at all but whether that is so. Where no other process changes keys, what is known stays true until this one
 * changes it.
 */
export const recentKeys = (store: Source): RecentKeys => {
  let remembered = new Map<string, Remembered>()
  // What the next reading is for: first what somebody waits for, then what is only refreshed.
  const asked = new Map<string, Waiting[]>()
  const aged = new Set<string>()
  let reading: Reading | undefined
  let reads = false
  let known: Known | undefined
  let lookedAt = -Infinity
  let looks = false

  /** The latest moment at which the entry is known to have been true. */
  const trueAt = (entry: Remembered): number =>
    known !== undefined && entry.at >= known.since ? Math.max(entry.at, known.at) : entry.at

  const readAll = async (): Promise<void> => {
    if (reads) return
    reads = true
    while (asked.size > 0 || aged.size > 0) {
      await allHasArrived()
      await readNext()
    }
    reads = false
  }

  const readNext = async (): Promise<void> => {
    const batch = new Map([...asked].slice(0, mostAtOnce))
    for (const secretHash of aged) {
      if (batch.size >= mostAtOnce) break
      if (!batch.has(secretHash)) batch.set(secretHash, [])
    }
    for (const secretHash of batch.keys()) {
      asked.delete(secretHash)
      aged.delete(secretHash)
    }
    // What is forgotten meanwhile may have been read before the change: those who waited get it, and nobody else.
    const place = remembered
    const at = performance.now()
    reading = { batch, place, at }
    try {
      const found = await withinPatience(store.apiKeys.present([...batch.keys()]))
      for (const [secretHash, waiting] of batch) {
        const key = found.get(secretHash)
        // Only what is there is worth remembering; a guess is never asked for again.
        const before = place.get(secretHash)
        place.delete(secretHash)
        if (key !== undefined)
          place.set(secretHash, { key, at, usedAt: waiting.length > 0 ? at : (before?.usedAt ?? at) })
        for (const { resolve } of waiting) resolve(key)
      }
      for (const oldest of [...place.keys()].slice(0, Math.max(0, place.size - mostRemembered))) place.delete(oldest)
    } catch (error) {
      for (const { reject } of [...batch.values()].flat()) reject(error)
    }
    reading = undefined
  }

  const look = async (now: number): Promise<void> => {
    looks = true
    lookedAt = now
    try {
      const version = await withinPatience(store.version())
      if (known?.version === version) known.at = now
      else known = { version, since: performance.now(), at: now }
      for (const [secretHash, entry] of remembered) {
        const isOld = now - trueAt(entry) >= agedMilliseconds
        if (isOld && now - entry.usedAt < inUseMilliseconds) aged.add(secretHash)
      }
      void readAll()
    } catch {
      // What is known grows too old, and then who asks is told.
    }
    looks = false
  }

  return {
    find(secretHash) {
      const now = performance.now()
      const entry = remembered.get(secretHash)
      if (entry === undefined || (store.isShared && now - trueAt(entry) >= freshMilliseconds)) {
        const isFresh = reading?.place === remembered && now - reading.at < freshMilliseconds
        const underWay = isFresh ? reading?.batch.get(secretHash) : undefined
        return new Promise((resolve, reject) => {
          const waiting = underWay ?? asked.get(secretHash) ?? []
          waiting.push({ resolve, reject })
          if (waiting !== underWay) asked.set(secretHash, waiting)
          void readAll()
        })
      }
      entry.usedAt = now
      if (store.isShared && !looks && now - lookedAt >= lookMilliseconds) void look(now)
      return entry.key
    },
    forget() {
      remembered = new Map()
    },
  }
}
