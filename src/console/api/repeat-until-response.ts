import { upstream } from '#console/served.ts'
import { codes } from '#contract/status.ts'
import { ApiError } from './api-error.ts'

/** Pauses between attempts, in milliseconds. */
export const pauses = [1000, 4000] as const

/** The write may have been done, but no response arrived. */
export class ResponseLost extends Error {
  override readonly name = 'ResponseLost'
  /** The last error: an ApiError, or an AbortError when the user stopped waiting. */
  readonly reason: unknown

  constructor(reason: unknown) {
    super('The response was lost')
    this.reason = reason
  }
}

interface Waiting {
  /** Stops waiting. */
  readonly signal: AbortSignal
  /** The response was lost and will be requested again. */
  readonly onRepeat: () => void
  /** False if a repeated request may run twice. Nobody promises otherwise of a cloud (API reference 9). */
  readonly repeatable?: boolean
}

/**
 * Repeats a write until a response arrives, at most twice. `send` must send the same Idempotency-Key each time.
 *
 * @throws ResponseLost if it is unknown whether the write was done
 * @throws ApiError if the service rejected it
 */
export const repeatUntilResponse = async <T>(
  send: () => Promise<T>,
  { signal, onRepeat, repeatable = upstream === '' }: Waiting,
): Promise<T> => {
  const waits = repeatable ? pauses : []
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await send()
    } catch (error) {
      const lost = isLost(error)
      // A rejected first request is final. A rejected repetition says nothing about the requests before it.
      if (repeats === 0 && !lost && !signal.aborted && !wasDoneBefore(error)) throw error
      if (!lost || signal.aborted || repeats === waits.length) throw new ResponseLost(error)
    }
    onRepeat()
    await pause(waits[repeats] ?? 0, signal)
    if (signal.aborted) throw new ResponseLost(signal.reason)
  }
}

const isLost = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.failure !== 'status' || (error.http >= 500 && !error.is(codes.UNIMPLEMENTED.code)))

/** True for the response to a repeated write whose secret the service no longer keeps. */
export const wasDoneBefore = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.is(codes.ALREADY_EXISTS.code)

/** Ends early when the signal aborts. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    setTimeout(resolve, milliseconds)
  })
