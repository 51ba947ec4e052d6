interface EarlyRequest {
  /** By `performance.now()`. */
  readonly sentAt: number
  readonly response: Promise<Response>
}

declare global {
  interface Window {
    /** GET requests by URL, sent by public/first-paint.js before the console's code was there. */
    readonly earlyRequests?: Map<string, EarlyRequest>
  }
}

const maxAgeMilliseconds = 30_000

/** The early request of this URL, once. Undefined if there is none, or only an old one. */
export const takeEarlyRequest = (url: string): EarlyRequest | undefined => {
  const requests = globalThis.window?.earlyRequests
  const request = requests?.get(url)
  requests?.delete(url)
  return request && performance.now() - request.sentAt < maxAgeMilliseconds ? request : undefined
}

/** Resolves when the early requests are answered: to true if each of them succeeded. */
export const earlyRequestsSucceed = async (): Promise<boolean> => {
  const requests = [...(globalThis.window?.earlyRequests?.values() ?? [])]
  const responses = await Promise.allSettled(requests.map(({ response }) => response))
  return requests.length > 0 && responses.every((each) => each.status === 'fulfilled' && each.value.ok)
}

/** Call it before a write, which makes the early responses stale: after signing in they belong to nobody. */
export const forgetEarlyRequests = (): void => globalThis.window?.earlyRequests?.clear()
