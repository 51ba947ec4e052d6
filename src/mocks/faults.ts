import { api, type EndpointId } from '#contract/api.ts'
import { type CodeName, codes } from '#contract/status.ts'

/**
 * Something going wrong in front of the service, on purpose.
 * - `status`: the service is not asked; this code is answered.
 * - `delay`: the answer comes `milliseconds` later.
 * - `cut`: the connection breaks before the service is asked.
 * - `lost`: the service does its work, then the connection breaks and the answer is lost.
 * - `malformed`: the answer is not JSON.
 * - `hang`: no answer ever comes.
 */
export type Effect =
  | { readonly kind: 'status'; readonly code: CodeName }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'hang' }

export interface Fault {
  /** Tells two faults of the same kind apart, so that `times` is counted for each. */
  readonly id: string
  readonly endpoint: EndpointId | 'all'
  readonly effect: Effect
  /** How many requests are let through first; absent: none. */
  readonly after?: number
  /** How often it happens; absent: every time. */
  readonly times?: number
}

/** Where a fault list travels to the proxy in front of a real service, as JSON. */
export const faultsHeader = 'x-keyrack-faults'

export type Fetch = (request: Request) => Promise<Response>

const messages: Partial<Record<CodeName, string>> = {
  PERMISSION_DENIED: 'Permission denied',
  UNAUTHENTICATED: 'Token is invalid or has expired.',
  RESOURCE_EXHAUSTED: 'Quota limit iam.apiKeys.count exceeded',
}

const placeholder = /\\\{\w+\\\}/g
const escape = (path: string) => path.replaceAll(/[{}.*+?^$()|[\]\\]/g, String.raw`\$&`)
const matchers = Object.values(api).map((endpoint) => ({
  id: endpoint.id,
  method: endpoint.method,
  paths: [endpoint.path, ...('aliases' in endpoint ? endpoint.aliases : [])].map(
    (path) => new RegExp(`^${escape(path).replaceAll(placeholder, '[^/:]+')}$`),
  ),
}))

/** The endpoint a request is for. */
export const endpointOf = (method: string, pathname: string): EndpointId | undefined =>
  matchers.find((candidate) => candidate.method === method && candidate.paths.some((path) => path.test(pathname)))?.id

/**
 * Puts the faults that `faultsOf` names for a request in front of `fetch`: all its delays, then the first other one.
 * A cut connection is `Response.error()`.
 */
export const withFaults = (fetch: Fetch, faultsOf: (request: Request) => readonly Fault[]): Fetch => {
  // How many requests each fault was meant for so far.
  const seen = new Map<string, number>()

  const due = (request: Request): readonly Fault[] => {
    const endpoint = endpointOf(request.method, new URL(request.url).pathname)
    if (endpoint === undefined) return []
    const meant = faultsOf(request).filter(({ endpoint: named }) => named === 'all' || named === endpoint)
    return meant.filter(({ id, after = 0, times = Infinity }) => {
      const before = seen.get(id) ?? 0
      seen.set(id, before + 1)
      return before >= after && before < after + times
    })
  }

  return async (request) => {
    const effects = due(request).map(({ effect }) => effect)
    const delay = effects.reduce((sum, effect) => sum + (effect.kind === 'delay' ? effect.milliseconds : 0), 0)
    if (delay > 0) await givenUp(request.signal, delay)
    const effect = effects.find(({ kind }) => kind !== 'delay')
    switch (effect?.kind) {
      case 'status':
        return statusResponse(effect.code, request)
      case 'cut':
        return Response.error()
      case 'lost':
        await fetch(request)
        return Response.error()
      case 'malformed':
        return new Response('<html>502 Bad Gateway</html>', { headers: { 'content-type': 'application/json' } })
      case 'hang':
        await givenUp(request.signal)
        return Response.error()
      default:
        return fetch(request)
    }
  }
}

const statusResponse = (name: CodeName, request: Request) => {
  const { code, http } = codes[name]
  const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RequestInfo', requestId }]
  return Response.json(
    { code, message: messages[name] ?? name, details },
    { status: http, headers: { 'x-request-id': requestId } },
  )
}

/** Waits until the request is given up, or for some milliseconds. */
const givenUp = (signal: AbortSignal, milliseconds?: number): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (milliseconds !== undefined) setTimeout(resolve, milliseconds)
  })
