import { type AttemptLimiter, attemptLimiter } from './attempt-limiter.ts'

/** One limiter for each kind of credential: guesses of one kind do not use up another's allowance. */
export interface Limits {
  readonly signIn: AttemptLimiter
  readonly bearer: AttemptLimiter
  readonly apiKey: AttemptLimiter
}

export const openLimits = (monotonic: () => number): Limits => ({
  signIn: attemptLimiter({ perAddress: 20, total: 100, kind: 'sign-ins' }, monotonic),
  bearer: attemptLimiter({ perAddress: 100, kind: 'tokens' }, monotonic),
  apiKey: attemptLimiter({ perAddress: 100, kind: 'checks' }, monotonic),
})
