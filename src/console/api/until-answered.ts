import { codes } from '#contract/status.ts'
import { ApiError } from './api-error.ts'

/** The pauses before a request is repeated, in milliseconds. */
export const pauses = [1000, 4000] as const

/** A write may have been done, but its answer could not be had. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost'
  /** What happened last: an ApiError, or an AbortError when the user stopped waiting. */
  readonly reason: unknown

  constructor(reason: unknown) {
    super('The answer was lost')
    this.reason = reason
  }
}

interface Waiting {
  /** Gives up waiting. */
  readonly signal: AbortSignal
  /** The answer did not arrive; soon it is asked again. */
  readonly onRepeat: () => void
}

/**
 * Repeats a write until its answer arrives, twice at most. Every time `ask` must send the same Idempotency-Key.
 *
 * @throws AnswerLost when it is not known whether the write was done
 * @throws ApiError when the service refused it
 */
export const untilAnswered = async <T>(ask: () => Promise<T>, { signal, onRepeat }: Waiting): Promise<T> => {
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await ask()
    } catch (error) {
      const lost = isLost(error)
      // A refusal of the first request is plain. One of a repeated request says nothing about those before it.
      if (repeats === 0 && !lost && !signal.aborted && !wasDoneBefore(error)) throw error
      if (!lost || signal.aborted || repeats === pauses.length) throw new AnswerLost(error)
    }
    onRepeat()
    await pause(pauses[repeats] ?? 0, signal)
    if (signal.aborted) throw new AnswerLost(signal.reason)
  }
}

const isLost = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.failure !== 'status' || (error.http >= 500 && !error.is(codes.UNIMPLEMENTED.code)))

/** True for the answer that a repeated write gets when the secret of its first answer is no longer kept. */
export const wasDoneBefore = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.is(codes.ALREADY_EXISTS.code)

/** Ends early when the signal gives up. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    setTimeout(resolve, milliseconds)
  })
