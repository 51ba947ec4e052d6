import { useSyncExternalStore } from 'react'

interface Waiting {
  readonly promise: Promise<void>
  readonly goOn: () => void
  readonly giveUp: () => void
}

/** Calls that wait for the user to sign in again, because their session was over. */
let waiting: Waiting | null = null
const listeners = new Set<() => void>()

const set = (next: Waiting | null) => {
  waiting = next
  for (const listener of listeners) listener()
}

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
 * Resolves when the user has signed in again.
 *
 * @throws `refusal` when the user would not, or the signal's reason when it gives up first
 */
export const signInAgain = async (refusal: unknown, signal?: AbortSignal): Promise<void> => {
  signal?.throwIfAborted()
  if (waiting === null) set(startWaiting(refusal))
  const promise = waiting?.promise
  if (signal === undefined) return promise
  const gaveUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([promise, gaveUp])
}

/** Lets the waiting calls go on. */
export const signedInAgain = (): void => {
  waiting?.goOn()
  set(null)
}

/** Lets the waiting calls fail: the user does not want to sign in now. */
export const notSignedInAgain = (): void => {
  waiting?.giveUp()
  set(null)
}

/** True while calls wait. */
export const useSignInNeeded = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting !== null,
  )
