import { retryInfo } from '#contract/status.ts'
import { StatusError } from '../messages/status-error.ts'

const windowMilliseconds = 60_000
const maxFailuresPerAddress = 20
const maxFailuresTotal = 100

/** Rate-limits failed sign-ins. Each process counts separately. */
export interface SignInLimiter {
  /**
   * Call before checking the credential, otherwise a guess over the limit would still be answered.
   * @param now monotonic milliseconds: a wall clock that is set back would block sign-in for as long
   * @throws StatusError RESOURCE_EXHAUSTED with a RetryInfo
   */
  admit(address: string, now: number): void
  recordFailure(address: string, now: number): void
}

/** Allows 20 failures a minute per address, and 100 in total. */
export const signInLimiter = (): SignInLimiter => {
  // Oldest first. Never more than `maxFailuresTotal`, because nothing is admitted beyond that.
  let failures: readonly { readonly address: string; readonly at: number }[] = []
  const wait = (times: readonly number[], max: number, now: number): number =>
    times.length < max ? 0 : (times[times.length - max] ?? now) + windowMilliseconds - now
  return {
    admit(address, now) {
      failures = failures.filter(({ at }) => at > now - windowMilliseconds)
      const all = failures.map(({ at }) => at)
      const own = failures.filter((failure) => failure.address === address).map(({ at }) => at)
      const milliseconds = Math.max(wait(own, maxFailuresPerAddress, now), wait(all, maxFailuresTotal, now))
      if (milliseconds === 0) return
      throw new StatusError('RESOURCE_EXHAUSTED', 'Too many failed sign-ins. Try again later.', [
        retryInfo(Math.ceil(milliseconds / 1000)),
      ])
    },
    recordFailure(address, now) {
      failures = [...failures, { address, at: now }]
    },
  }
}
