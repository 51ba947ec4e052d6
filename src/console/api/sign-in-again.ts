import { useSyncExternalStore } from 'react'

/** Calls that wait for the user to sign in again, because their session was over. */
let waiting: { promise: Promise<void>; resolve: () => void } | null = null
const listeners = new Set<() => void>()

const set = (next: typeof waiting) => {
  waiting = next
  for (const listener of listeners) listener()
}

const startWaiting = () => {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  set({ promise, resolve })
  return promise
}

/** Resolves when the user has signed in again. @throws the signal's reason when it gives up first */
export const signInAgain = async (signal?: AbortSignal): Promise<void> => {
  const promise = waiting?.promise ?? startWaiting()
  if (signal === undefined) return promise
  const gaveUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([promise, gaveUp])
}

/** Lets the waiting calls go on. */
export const signedInAgain = (): void => {
  waiting?.resolve()
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
