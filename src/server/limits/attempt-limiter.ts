import { retryInfo } from '#contract/status.ts'
import { StatusError } from '../messages/status-error.ts'
import { networkOf } from './network-of.ts'

const minute = 60_000
const acceptedMilliseconds = 10 * minute
const maxEntries = 10_000

/** Limits the failed look-ups of one kind of credential. Each process counts separately. */
export interface AttemptLimiter {
  /**
   * Looks up a credential. A look-up that fails with UNAUTHENTICATED counts against the address, of IPv6 its /64.
   * Look-ups beyond what is left of the allowance wait for those in progress. A credential accepted within the last 10
   * minutes is always looked up, so that a guesser cannot lock out the others behind the same address.
   * @throws StatusError RESOURCE_EXHAUSTED with a RetryInfo, or what `lookUp` throws
   */
  attempt<T>(address: string, credentialHash: string, lookUp: () => Promise<T>): Promise<T>
}

export interface AttemptLimits {
  /** Failures within a minute. */
  readonly perAddress: number
  readonly total?: number
  /** What failed too often, in the plural. */
  readonly kind: string
}

/** @param monotonic milliseconds: a wall clock that is set back would block attempts for as long */
export const attemptLimiter = ({ perAddress, total, kind }: AttemptLimits, monotonic: () => number): AttemptLimiter => {
  const addresses = new Map<string, Allowance>()
  const everybody = total === undefined ? [] : [newAllowance(total)]
  const accepted = new Map<string, { at: number; readonly movedAt: number }>()

  const allowancesOf = (address: string): readonly Allowance[] => {
    const own = addresses.get(address) ?? newAllowance(perAddress)
    putLast(addresses, address, own)
    return [own, ...everybody]
  }

  const wasAccepted = (hash: string): boolean =>
    (accepted.get(hash)?.at ?? -Infinity) > monotonic() - acceptedMilliseconds
  const accept = (hash: string): void => {
    const [now, entry] = [monotonic(), accepted.get(hash)]
    // Move the entry to the end only now and then: deleted entries make the first one slow to find.
    if (entry !== undefined && now - entry.movedAt < minute) entry.at = now
    else putLast(accepted, hash, { at: now, movedAt: now })
  }

  /** Takes a place in the allowances and returns them: none for an accepted credential. */
  const admit = async (address: string, hash: string): Promise<readonly Allowance[]> => {
    while (!wasAccepted(hash)) {
      const allowances = allowancesOf(address)
      const now = monotonic()
      const wait = Math.max(...allowances.map((allowance) => allowance.wait(now)))
      if (wait > 0) throw tooMany(kind, wait)
      const full = allowances.find((allowance) => allowance.isFull())
      if (full === undefined) {
        // At once, before another attempt can look.
        for (const allowance of allowances) allowance.begin()
        return allowances
      }
      await full.change()
    }
    return []
  }

  return {
    async attempt(peer, hash, lookUp) {
      const address = networkOf(peer)
      const allowances = await admit(address, hash)
      try {
        const found = await lookUp()
        accept(hash)
        return found
      } catch (error) {
        if (error instanceof StatusError && error.code === 'UNAUTHENTICATED') {
          accepted.delete(hash)
          for (const allowance of allowancesOf(address)) allowance.recordFailure(monotonic())
        }
        throw error
      } finally {
        for (const allowance of allowances) allowance.end(monotonic())
      }
    },
  }
}

interface Allowance {
  /** Milliseconds until a failure leaves the minute, 0 if not all of the allowance has failed. */
  wait(now: number): number
  /** True if the look-ups in progress could use up the rest. As of the last `wait`. */
  isFull(): boolean
  /** Resolves when that may have changed. */
  change(): Promise<void>
  begin(): void
  recordFailure(now: number): void
  end(now: number): void
}

const newAllowance = (max: number): Allowance => {
  // Oldest first, the latest `max` only.
  let failures: number[] = []
  let inProgress = 0
  let waiting: (() => void)[] = []
  const isFull = () => failures.length + inProgress >= max
  const wait = (now: number) => {
    failures = failures.filter((at) => at > now - minute)
    const [oldest] = failures
    return oldest === undefined || failures.length < max ? 0 : oldest + minute - now
  }
  return {
    wait,
    isFull,
    change: () => new Promise((resolve) => void waiting.push(resolve)),
    begin: () => void (inProgress += 1),
    recordFailure: (now) => void (failures = [...failures, now].slice(-max)),
    end(now) {
      inProgress -= 1
      // A failure leaves it as full as before, so nobody needs to wake up unless it was the last one allowed.
      if (wait(now) === 0 && isFull()) return
      for (const wake of waiting) wake()
      waiting = []
    },
  }
}

const tooMany = (kind: string, milliseconds: number): StatusError =>
  new StatusError('RESOURCE_EXHAUSTED', `Too many failed ${kind}. Try again later.`, [
    retryInfo(Math.ceil(milliseconds / 1000)),
  ])

/** Evicts the first entry if there are too many. */
const putLast = <V>(map: Map<string, V>, name: string, value: V): void => {
  map.delete(name)
  map.set(name, value)
  if (map.size <= maxEntries) return
  const [first] = map.keys()
  if (first !== undefined) map.delete(first)
}
