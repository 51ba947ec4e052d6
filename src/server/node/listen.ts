import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https'
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { type AddressInfo, isIPv6, Server as SocketServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'

import { getRequestListener } from '@hono/node-server'

import { authenticatePath, isAuthenticatePath } from '../authenticate/handler.ts'
import { Exchange, type Fetch } from '../http/exchange.ts'
import { requestIdFor } from '../http/request-id.ts'
import { statusResponse } from '../http/status-response.ts'
import { StatusError } from '../messages/status-error.ts'
import { quietLog } from '../observe.ts'
import { belowBasePath, sentPath } from './base-path.ts'
import type { Certificate } from './certificate.ts'
import { type GrpcListener, isGrpc } from './grpc.ts'
import { type Http2Timeouts, openHttp2, whenSpeaking } from './http2.ts'

/** A listening server. */
export interface Listening {
  /** URL for a browser on this machine, such as `http://127.0.0.1:8080`. */
  readonly origin: string
  /** Takes a new certificate for the connections from now on. Only where there was one before. */
  renew(certificate: Certificate): void
  /** Stops accepting connections, waits up to `gracePeriod` milliseconds for open requests, then closes all. */
  close(gracePeriod: number): Promise<void>
}

/** Time limits for receiving a request, in milliseconds. By HTTP/1.1, a slower client gets 408. */
export interface RequestTimeouts extends Http2Timeouts {
  /** How often the limits of HTTP/1.1 are checked. */
  readonly checkInterval: number
}

const defaultTimeouts: RequestTimeouts = {
  headers: 15_000,
  request: 60_000,
  checkInterval: 5000,
  idle: 300_000,
  age: 3_600_000,
}

export interface ListenOptions {
  readonly timeouts?: RequestTimeouts
  /** For TLS: without one, the server speaks plain HTTP. */
  readonly certificate?: Certificate | undefined
  /** Only requests below this path, such as `/keyrack`, get to the handler, and without it. */
  readonly base?: { readonly path: string; readonly outside: Fetch } | undefined
  /** Answers gRPC, whose paths are at the root. */
  readonly grpc?: GrpcListener | undefined
}

/**
 * The latest response of each connection. Cheaper than tracking every request. A connection with TLS is in it twice:
 * the one below it has no response, and has received nothing if the client is silent before the handshake.
 */
type LatestResponses = Map<Socket, ServerResponse | undefined>

/** @throws Error with one readable line if the address is not available */
export const listen = async (
  fetch: Fetch,
  hostname: string,
  port: number,
  { timeouts = defaultTimeouts, certificate, base, grpc }: ListenOptions = {},
): Promise<Listening> => {
  const listenerFor = (handler: Fetch) =>
    getRequestListener(
      (request, { incoming }) =>
        hasOneHost(incoming)
          ? handler(underCheck(request, incoming.url), new Exchange(incoming.socket.remoteAddress))
          : refuseHosts(request),
      { hostname },
    )
  const inside = listenerFor(fetch)
  const outside = listenerFor(base?.outside ?? fetch)
  const limits = {
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    connectionsCheckingInterval: timeouts.checkInterval,
  }
  /** Leads a request to its listener, without the base path. */
  const route = (request: IncomingMessage | Http2ServerRequest) => {
    const target = base === undefined ? request.url : belowBasePath(request.url ?? '', base.path)
    if (target === undefined) return outside
    request.url = target
    return inside
  }
  const latestResponses: LatestResponses = new Map()
  let closing = false
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    if (closing) {
      // `Connection: close` on the previous pipelined response would drop this one, so only the last one closes.
      const previous = latestResponses.get(request.socket)
      if (previous !== undefined && !previous.headersSent) previous.shouldKeepAlive = true
      response.shouldKeepAlive = false
    }
    latestResponses.set(request.socket, response)
    if (hasBody(request)) response.once('finish', () => discardRest(request))
    void route(request)(request, response)
  }
  const http2 = openHttp2((request: Http2ServerRequest, response: Http2ServerResponse) => {
    if (grpc !== undefined && isGrpc(request)) grpc(request, response)
    else void route(request)(request, response)
  }, timeouts)
  const server =
    certificate === undefined
      ? createServer(limits, onRequest)
      : createSecureServer(
          // Browsers speak both, and get HTTP/1.1.
          { ...limits, ...certificate, ALPNProtocols: ['http/1.1', 'h2'], handshakeTimeout: timeouts.headers },
          onRequest,
        )
  // Node's limits for slow clients hold only for a server that listens itself, so this one accepts for HTTP/2, too.
  const established = certificate === undefined ? 'connection' : 'secureConnection'
  const [serveHttp1] = server.listeners(established)
  server.removeAllListeners(established)
  server.on(established, (socket: Socket | TLSSocket) => {
    const speaks = { http1: () => serveHttp1?.call(server, socket), http2: () => http2.serve(socket) }
    if (!('alpnProtocol' in socket)) whenSpeaking(socket, timeouts.headers, speaks)
    else if (socket.alpnProtocol === 'h2') speaks.http2()
    else speaks.http1()
  })
  for (const event of ['connection', 'secureConnection'] as const) {
    server.on(event, (socket: Socket) => {
      latestResponses.set(socket, undefined)
      socket.once('close', () => latestResponses.delete(socket))
    })
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(explain(error, hostname, port), { cause: error })),
    )
    server.listen(port, hostname, resolve)
  })
  return {
    origin: originOf(server.address() as AddressInfo, certificate === undefined ? 'http' : 'https'),
    renew: (next) => {
      if ('setSecureContext' in server) server.setSecureContext(next)
    },
    close: (gracePeriod) => {
      // Without `Connection: close`, a busy client would never be idle and would finally be cut off mid-request.
      closing = true
      for (const response of latestResponses.values()) if (response !== undefined) response.shouldKeepAlive = false
      http2.close()
      return close(server, latestResponses, gracePeriod)
    },
  }
}

/**
 * Keeps the check of a key the check. A proxy appends the path of its client, whose dot segments the parsed URL has
 * already resolved: `/authenticate/../healthz` would be answered 200 without a key.
 */
const underCheck = (request: Request, target = ''): Request => {
  if (!sentPath(target).startsWith(`${authenticatePath}/`) || isAuthenticatePath(new URL(request.url).pathname))
    return request
  return new Request(new URL(`${authenticatePath}/`, request.url), { headers: request.headers })
}

// Node keeps the first of several, a proxy in front may have routed by another one (RFC 9112, section 3.2).
const hasOneHost = ({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): boolean => {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts < 2
}

const refuseHosts = ({ headers, url }: Request): Response =>
  statusResponse(new StatusError('INVALID_ARGUMENT', 'The request has more than one Host header'), {
    requestId: requestIdFor(headers),
    log: quietLog,
    path: new URL(url).pathname,
  })

// The unread rest of a rejected body would block the next request on its connection. Without the listener's abandoned
// reader it can be drained; @hono/node-server limits how much.
const discardRest = (request: IncomingMessage) => {
  if (!request.readableEnded) request.removeAllListeners('data').resume()
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

/** Host and port as in an address. */
export const placeOf = (hostname: string, port: number): string =>
  `${isIPv6(hostname) ? `[${hostname}]` : hostname}:${port}`

const explain = ({ code, message }: NodeJS.ErrnoException, hostname: string, port: number) => {
  const place = placeOf(hostname, port)
  if (code === 'EADDRINUSE') return `${place} is in use by another program: stop it, or choose another PORT`
  if (code === 'EACCES') return `This user is not allowed to listen on ${place}: choose a PORT of 1024 or higher`
  return `Cannot listen on ${place}: ${message}`
}

const everywhere = new Set(['0.0.0.0', '::'])
const originOf = ({ address, port }: AddressInfo, scheme: string) => {
  if (everywhere.has(address)) return `${scheme}://127.0.0.1:${port}`
  return `${scheme}://${placeOf(address, port)}`
}

const close = async (
  server: Server | SecureServer,
  latestResponses: LatestResponses,
  gracePeriod: number,
): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    // Not `server.close`, which also closes connections that only look idle: see `closeIdle`.
    SocketServer.prototype.close.call(server, () => resolve())
  })
  // A keep-alive connection becomes idle only after its last response was sent.
  const idleCheck = setInterval(() => closeIdle(server, latestResponses), 50)
  const timeout = new AbortController()
  await Promise.race([closed, pause(gracePeriod, undefined, { signal: timeout.signal }).catch(() => {})])
  timeout.abort()
  clearInterval(idleCheck)
  // Also stops the timer that checks the request timeouts.
  server.close()
  server.closeAllConnections()
  // Node does not know the connections in the middle of a handshake.
  for (const socket of latestResponses.keys()) socket.destroy()
  await closed
}

// Node counts a connection as idle although its client has not received the whole response. But only Node knows which
// connections are mid-request. So use its check, but only once all responses were sent.
const closeIdle = (server: Server | SecureServer, latestResponses: LatestResponses) => {
  for (const response of latestResponses.values()) if (response?.writableFinished === false) return
  server.closeIdleConnections()
  // Node counts a connection that never sent anything as active.
  for (const [socket, response] of latestResponses)
    if (response === undefined && socket.bytesRead === 0) socket.destroy()
}
