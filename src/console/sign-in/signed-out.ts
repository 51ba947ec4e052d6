import { basePath } from '#console/served.ts'

// Another Keyrack of this origin has sessions of its own.
const name = `${basePath}keyrack.signedOut`

/** Tells the other tabs of this browser that the user signed out. */
export const tellSignedOut = (): void => {
  const channel = new BroadcastChannel(name)
  channel.postMessage(null)
  channel.close()
}

/** Calls back when the user signed out in another tab. Returns a function that unsubscribes. */
export const onSignedOutElsewhere = (listener: () => void): (() => void) => {
  const channel = new BroadcastChannel(name)
  channel.addEventListener('message', listener)
  return () => channel.close()
}
