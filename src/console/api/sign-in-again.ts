import { makeStore, useStore } from '#console/state/store.ts'

interface Waiting {
  readonly promise: Promise<void>
  readonly goOn: () => void
  readonly giveUp: () => void
}

/** Calls that wait for a new sign-in because the session has expired. */
const waiting = makeStore<Waiting | null>(null)

const startWaiting = (refusal: unknown): Waiting => {
  let goOn = () => {}
  let giveUp = () => {}
  const promise = new Promise<void>((resolve, reject) => {
    goOn = resolve
    giveUp = () => reject(refusal)
  })
  return { promise, goOn, giveUp }
}

/**
 * Resolves after the next sign-in.
 *
 * @throws `refusal` if the user declines, or the signal's reason if it aborts first
 */
export const signInAgain = async (refusal: unknown, signal?: AbortSignal): Promise<void> => {
  signal?.throwIfAborted()
  if (waiting.get() === null) waiting.set(startWaiting(refusal))
  const promise = waiting.get()?.promise
  if (signal === undefined) return promise
  const gaveUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([promise, gaveUp])
}

/** Resumes the waiting calls. */
export const signedInAgain = (): void => {
  waiting.get()?.goOn()
  waiting.set(null)
}

/** Fails the waiting calls: the user does not want to sign in. */
export const notSignedInAgain = (): void => {
  waiting.get()?.giveUp()
  waiting.set(null)
}

/** True while calls wait. */
export const useSignInNeeded = (): boolean => useStore(waiting) !== null
