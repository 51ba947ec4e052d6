import { api, type EndpointId } from '#contract/api.ts'
import { type CodeName, codes } from '#contract/status.ts'

/**
 * An injected failure in front of the service.
 * - `status`: returns this code without calling the service.
 * - `delay`: delays the request by `milliseconds`.
 * - `cut`: the connection breaks before the service is called.
 * - `lost`: the service handles the request, then the connection breaks and the response is lost.
 * - `malformed`: the response is not JSON.
 * - `hang`: there is never a response.
 * - `unfinished`: the operation in the response is not done yet.
 * - `failed`: returns an operation that has ended with this code, without calling the service: nothing was changed.
 * - `empty`: the list has no items.
 * - `stale`: the request is answered as its first one was, as a cloud's lagging copy does.
 */
export type Effect =
  | { readonly kind: 'status'; readonly code: CodeName }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'cut' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'failed'; readonly code: CodeName }
  | { readonly kind: 'empty' }
  | { readonly kind: 'stale' }

export interface Fault {
  /** Distinguishes faults of the same kind, which count requests separately. */
  readonly id: string
  readonly endpoint: EndpointId | 'all'
  readonly effect: Effect
  /** How many requests to let through first. Defaults to none. */
  readonly after?: number
  /** How many requests fail. Defaults to all. */
  readonly times?: number
}

/** Header with a JSON list of faults, for the proxy in front of a real service. */
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

/** The endpoint of a request. */
export const endpointOf = (method: string, pathname: string): EndpointId | undefined =>
  matchers.find((candidate) => candidate.method === method && candidate.paths.some((path) => path.test(pathname)))?.id

/**
 * Wraps `fetch` with the faults that `faultsOf` returns for a request: all delays, then the first other fault.
 * A broken connection is `Response.error()`.
 */
export const withFaults = (fetch: Fetch, faultsOf: (request: Request) => readonly Fault[]): Fetch => {
  // Number of matching requests per fault so far.
  const counts = new Map<string, number>()
  // First responses of stale requests, by fault and address.
  const firsts = new Map<string, string>()

  const activeFaults = (request: Request): readonly Fault[] => {
    const endpoint = endpointOf(request.method, new URL(request.url).pathname)
    if (endpoint === undefined) return []
    const matching = faultsOf(request).filter((fault) => fault.endpoint === 'all' || fault.endpoint === endpoint)
    return matching.filter(({ id, after = 0, times = Infinity }) => {
      const before = counts.get(id) ?? 0
      counts.set(id, before + 1)
      return before >= after && before < after + times
    })
  }

  return async (request) => {
    const faults = activeFaults(request)
    const effects = faults.map(({ effect }) => effect)
    const delay = effects.reduce((sum, effect) => sum + (effect.kind === 'delay' ? effect.milliseconds : 0), 0)
    if (delay > 0) await untilAborted(request.signal, delay)
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
        await untilAborted(request.signal)
        return Response.error()
      case 'unfinished':
        return rewritten(await fetch(uncompressed(request)), ({ response: _, ...operation }) => ({
          ...operation,
          done: false,
        }))
      case 'failed':
        return failedOperation(effect.code, request)
      case 'empty':
        return Response.json({})
      case 'stale': {
        const key = `${faults.find((fault) => fault.effect === effect)?.id} ${request.url}`
        const response = await fetch(uncompressed(request))
        const text = firsts.get(key) ?? (await response.clone().text())
        firsts.set(key, text)
        return new Response(text, { status: response.status, headers: withoutLength(response.headers) })
      }
      default:
        return fetch(request)
    }
  }
}

const uncompressed = (request: Request) => {
  const headers = new Headers(request.headers)
  headers.delete('accept-encoding')
  return new Request(request, { headers })
}

const withoutLength = (headers: Headers) => {
  const rest = new Headers(headers)
  rest.delete('content-length')
  return rest
}

type Json = Readonly<Record<string, unknown>>

const rewritten = async (response: Response, change: (body: Json) => Json) =>
  Response.json(change((await response.json()) as Json), {
    status: response.status,
    headers: withoutLength(response.headers),
  })

const statusResponse = (name: CodeName, request: Request) => {
  const { code, http } = codes[name]
  const requestId = request.headers.get('x-request-id') ?? crypto.randomUUID()
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RequestInfo', requestId }]
  return Response.json(
    { code, message: messages[name] ?? name, details },
    { status: http, headers: { 'x-request-id': requestId } },
  )
}

const failedOperation = (name: CodeName, { url }: Request) => {
  const id = new URL(url).pathname.split('/').at(-1)
  const at = new Date().toISOString()
  const error = { code: codes[name].code, message: messages[name] ?? name }
  return Response.json({ id, createdAt: at, modifiedAt: at, done: true, error })
}

/** Resolves when the request is aborted, or after some milliseconds. */
const untilAborted = (signal: AbortSignal, milliseconds?: number): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (milliseconds !== undefined) setTimeout(resolve, milliseconds)
  })
