import { retryInfo } from '#contract/status.ts'
import { StatusError } from '../messages/status-error.ts'

const windowMilliseconds = 60_000
const mostOfAddress = 20
const mostOfAll = 100

/** Counts sign-ins that failed, and refuses more of them for a while. Each process counts for itself. */
export interface SignInLimiter {
  /**
   * To be asked before anything is compared, or a guess would still be answered.
   * @param now milliseconds of the monotonic clock: the wall clock may be set back, and would then shut it for as long
   * @throws StatusError RESOURCE_EXHAUSTED with a RetryInfo
   */
  admit(address: string, now: number): void
  failed(address: string, now: number): void
}

/** At most 20 failures a minute of one address, and 100 of all. */
export const signInLimiter = (): SignInLimiter => {
  // Moments of failures, oldest first: no more than `mostOfAll`, for beyond them nothing is let through.
  let failures: readonly { readonly address: string; readonly at: number }[] = []
  const wait = (moments: readonly number[], most: number, now: number): number =>
    moments.length < most ? 0 : (moments[moments.length - most] ?? now) + windowMilliseconds - now
  return {
    admit(address, now) {
      failures = failures.filter(({ at }) => at > now - windowMilliseconds)
      const all = failures.map(({ at }) => at)
      const own = failures.filter((one) => one.address === address).map(({ at }) => at)
      const milliseconds = Math.max(wait(own, mostOfAddress, now), wait(all, mostOfAll, now))
      if (milliseconds === 0) return
      throw new StatusError('RESOURCE_EXHAUSTED', 'Too many failed sign-ins. Try again later.', [
        retryInfo(Math.ceil(milliseconds / 1000)),
      ])
    },
    failed(address, now) {
      failures = [...failures, { address, at: now }]
    },
  }
}
