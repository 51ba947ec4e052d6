import { basePath } from '#console/served.ts'

// Another Keyrack of this origin has sessions of its own. One channel for both directions, because it does not hear itself.
const channel = new BroadcastChannel(`${basePath}keyrack.signedOut`)

/** Tells the other tabs of this browser that the user signed out. */
export const tellSignedOut = (): void => channel.postMessage(null)

/** Calls back when the user signed out in another tab. Returns a function that unsubscribes. */
export const onSignedOutElsewhere = (listener: () => void): (() => void) => {
  channel.addEventListener('message', listener)
  return () => channel.removeEventListener('message', listener)
}
