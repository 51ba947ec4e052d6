import type { Context, Hono } from 'hono'

import { api } from '#contract/api.ts'
import { type Endpoint, takesIdempotencyKey } from '#contract/endpoint.ts'
import { listClouds } from '#contract/resource-manager.ts'
import { requestIdOf, status as statusSchema } from '#contract/status.ts'
import { auxiliaryRoutes, baseApp } from '../http/base-app.ts'
import { sessionCookie } from '../http/cookie-session.ts'
import { type AppEnv, Exchange, type Fetch } from '../http/exchange.ts'
import { routeProbes } from '../http/probes.ts'
import { readBytes, singleValues } from '../http/read-input.ts'
import { responseHeaders } from '../http/response-headers.ts'
import { pathParameters } from '../http/route-path.ts'
import { routeEndpoint } from '../http/routes.ts'
import { idempotencyKey } from '../idempotency/exactly-once.ts'
import { attemptLimiter } from '../limits/attempt-limiter.ts'
import { StatusError } from '../messages/status-error.ts'
import { type Log, type Metrics, noMetrics, quietLog } from '../observe.ts'
import { quoted } from '../secrets/secret.ts'
import { invalidToken } from '../sessions/credentials.ts'
import { routeGatewaySessions, sessionOf } from './gateway-session.ts'
import { type CloudHost, openHosts } from './hosts.ts'
import { openUpstream, parseJson, type UpstreamResponse } from './upstream.ts'

export interface GatewayOptions {
  /** `yandex-cloud`, or the root of a compatible cloud. */
  readonly upstream: string
  /** 32 bytes, which encrypt the session cookies. */
  readonly key: Uint8Array
  /** The path of the console, `/` at the root of its origin. */
  readonly path?: string
  readonly fetch?: typeof globalThis.fetch
  /** For all calls of one request together. Below the console's own limit, so that its user learns which side was slow. */
  readonly timeoutMilliseconds?: number
  readonly now?: () => Date
  /** A monotonic clock in milliseconds, for durations. */
  readonly monotonic?: () => number
  readonly log?: Log
  readonly metrics?: Metrics
}

type CloudEndpoint = Endpoint & { readonly host: CloudHost }

// The browser must not get a token. A GET that changes something could be sent by another site of the same domain.
const leftOut = new Set<string>([api.createIamToken.id, api.createIamTokenForServiceAccount.id, api.cancelOperation.id])
const isForwarded = (endpoint: Endpoint): endpoint is CloudEndpoint =>
  endpoint.host !== 'keyrack' && endpoint.host !== 'endpoint' && !leftOut.has(endpoint.id)

/** Everything the gateway forwards. Nothing else reaches the cloud. */
export const forwardedEndpoints: readonly CloudEndpoint[] = Object.values<Endpoint>(api).filter(isForwarded)

/** The console's API in front of a cloud, as a function from Request to Response. It stores nothing. */
export const createGateway = ({
  upstream,
  key,
  path: consolePath = '/',
  fetch = globalThis.fetch,
  timeoutMilliseconds = 25_000,
  now = () => new Date(),
  monotonic = () => performance.now(),
  log = quietLog,
  metrics = noMetrics,
}: GatewayOptions): Fetch => {
  const cookie = sessionCookie({ key, audience: 'gateway', path: consolePath, now })
  const ask = openUpstream({ fetch, metrics, log, timeoutMilliseconds })
  const hosts = openHosts(upstream, ask)
  const newDeadline = () => performance.now() + timeoutMilliseconds

  const forward = async (
    { id, method, host }: CloudEndpoint,
    c: Context<AppEnv>,
    { token, path, query, body, deadline }: Forwarded,
  ): Promise<UpstreamResponse> => {
    const requestId = c.get('requestId')
    const search = query.size === 0 ? '' : `?${query}`
    const url = new URL(`${await hosts(host, { requestId, deadline })}${path}${search}`)
    // A write goes on: stopping it would not undo it.
    const signal = method === 'GET' ? c.req.raw.signal : undefined
    return ask({ id, method, url, headers: requestHeaders(c, token, body), body, requestId, deadline, signal })
  }

  const routeForwarding = (app: Hono<AppEnv>, endpoint: CloudEndpoint): void =>
    routeEndpoint(app, endpoint, async (c, path) => {
      const deadline = newDeadline()
      const { token } = await sessionOf(c, cookie)
      if (takesIdempotencyKey(endpoint)) idempotencyKey(c.req.header('idempotency-key'))
      const params = pathParameters(c, path)
      const query = new URLSearchParams(singleValues(c) as Record<string, string>)
      const body = endpoint.body && (await readBytes(c))
      const send = (to: string) =>
        forward(endpoint, c, { token, path: filledPath(to, params), query, deadline, ...(body && { body }) })
      const other = [endpoint.path, ...(endpoint.aliases ?? [])].find((alias) => alias !== path)
      if (other === undefined) return toBrowser(c, await send(path))
      // A cloud may serve only one of the paths (API reference 8), and answer the other one with a page.
      const first = await orStatusError(send(path))
      const status = first instanceof StatusError ? first.http : first.status
      const second = [404, 405, 501, 502].includes(status) ? await orStatusError(send(other)) : first
      const response = second instanceof StatusError || second.status !== 200 ? first : second
      if (response instanceof StatusError) throw response
      return toBrowser(c, response)
    })

  const check = async (token: string, c: Context<AppEnv>): Promise<void> => {
    const query = new URLSearchParams({ pageSize: '1' })
    const { status } = await forward(listClouds, c, { token, path: listClouds.path, query, deadline: newDeadline() })
    if (status === 401) throw invalidToken()
    // 403: the token is valid, but its subject may not list clouds.
    if (status === 200 || status === 403) return
    throw new StatusError(
      'UNAVAILABLE',
      `The cloud could not check the token: it answered with HTTP ${status}`,
      [],
      502,
    )
  }

  const app = baseApp({ metrics, log }, (routes) => {
    for (const endpoint of forwardedEndpoints) routeForwarding(routes, endpoint)
    // No total, unlike the service's: nobody guesses an IAM token, and a total would let anybody keep everyone out.
    const limiter = attemptLimiter({ perAddress: 20, kind: 'sign-ins' }, monotonic)
    routeGatewaySessions(routes, { cookie, limiter, check, now })
    // Ready while it can serve: what the cloud does is in the metrics.
    routes.route(
      '/',
      auxiliaryRoutes((auxiliary) => routeProbes(auxiliary, { ping: async () => {} })),
    )
  })
  return (request, exchange = new Exchange()) => app.fetch(request, exchange)
}

interface Forwarded {
  readonly token: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body?: ArrayBuffer
  readonly deadline: number
}

const orStatusError = (pending: Promise<UpstreamResponse>): Promise<UpstreamResponse | StatusError> =>
  pending.catch((error: unknown) => {
    if (error instanceof StatusError) return error
    throw error
  })

// Every id of the cloud has this form (API reference 4.1). Nothing in it needs escaping or changes the path.
const idShape = /^(?!\.{1,2}$)[\w.@~-]{1,100}$/

const filledPath = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? ''
    if (idShape.test(value)) return value
    throw new StatusError('NOT_FOUND', `${quoted(value)} not found`)
  })

const passedOn = ['idempotency-key', 'x-client-request-id', 'x-client-trace-id'] as const
const printable = /^[\x20-\x7E]{1,128}$/

const requestHeaders = (c: Context<AppEnv>, token: string, body: ArrayBuffer | undefined): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  accept: 'application/json',
  'user-agent': userAgent,
  'x-request-id': c.get('requestId'),
  ...(body !== undefined && { 'content-type': 'application/json' }),
  ...Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = c.req.header(name)
      return value !== undefined && printable.test(value) ? [[name, value]] : []
    }),
  ),
})

/** A test compares the version with that of `package.json`. */
export const userAgent = 'keyrack/0.2.0'

const passedBack = ['x-request-id', 'x-server-trace-id', 'retry-after'] as const

/** What the cloud calls the request: the id that the console shows with an error, or that of the header. */
const upstreamRequestId = ({ status, headers, body }: UpstreamResponse): string | undefined => {
  const refusal = status < 400 ? undefined : statusSchema.safeParse(parseJson(body)).data
  const id = (refusal && requestIdOf(refusal)) ?? headers.get('x-request-id')
  return id === null ? undefined : quoted(id)
}

/** The cloud's response as it is, but with our own headers: nothing of its cookies, caching or encoding. */
const toBrowser = (c: Context<AppEnv>, { status, headers, body }: UpstreamResponse): Response => {
  c.env.upstreamRequestId = upstreamRequestId({ status, headers, body })
  return new Response(body, {
    status,
    headers: {
      ...responseHeaders(c.get('requestId')),
      ...Object.fromEntries(
        passedBack.flatMap((name) => {
          const value = headers.get(name)
          return value !== null && printable.test(value) ? [[name, value]] : []
        }),
      ),
    },
  })
}
