import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, Server as SocketServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

import { getRequestListener } from '@hono/node-server'

import { Exchange, type Fetch } from '../http/exchange.ts'

/** A server that listens. */
export interface Listening {
  /** Where a browser on this machine finds it: `http://127.0.0.1:8080`. */
  readonly origin: string
  /** Stops accepting, lets answers be made and fetched for at most `patience` milliseconds, then cuts them off. */
  close(patience: number): Promise<void>
}

/** How long a client may take to send a request before it is answered 408 and its connection is closed. In milliseconds. */
export interface Patience {
  readonly headers: number
  /** The whole of it, headers and body. */
  readonly request: number
  /** How often slow ones are looked for. */
  readonly lookEvery: number
}

const defaultPatience: Patience = { headers: 15_000, request: 60_000, lookEvery: 5000 }

/** The answer that each connection gives, or gave last: all but that would cost every request something. */
type Latest = Map<Socket, ServerResponse | undefined>

/** @throws Error with one readable line when the address cannot be listened on */
export const listen = async (
  fetch: Fetch,
  hostname: string,
  port: number,
  slow: Patience = defaultPatience,
): Promise<Listening> => {
  const listener = getRequestListener(
    (request, { incoming }) => fetch(request, new Exchange(incoming.socket.remoteAddress)),
    {
      hostname,
    },
  )
  const limits = {
    headersTimeout: slow.headers,
    requestTimeout: slow.request,
    connectionsCheckingInterval: slow.lookEvery,
  }
  const latest: Latest = new Map()
  let closing = false
  const server = createServer(limits, (request, response) => {
    if (closing) {
      // Told to close by the answer before, the connection would never give this one.
      const before = latest.get(request.socket)
      if (before !== undefined && !before.headersSent) before.shouldKeepAlive = true
      response.shouldKeepAlive = false
    }
    latest.set(request.socket, response)
    if (hasBody(request)) response.once('finish', () => discardRest(request))
    void listener(request, response)
  })
  server.on('connection', (socket) => {
    latest.set(socket, undefined)
    socket.once('close', () => latest.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(explain(error, hostname, port))))
    server.listen(port, hostname, resolve)
  })
  return {
    origin: originOf(server.address() as AddressInfo),
    close: (patience) => {
      // A client that asks again at once would never leave a connection idle, and in the end be cut off in a request.
      closing = true
      for (const response of latest.values()) if (response !== undefined) response.shouldKeepAlive = false
      return close(server, latest, patience)
    },
  }
}

// A body that was refused unread would block the next request of its connection, and soon break it.
// Without the stream that nobody reads any more, the rest flows off; the listener puts a limit to it.
const discardRest = (request: IncomingMessage) => {
  if (!request.readableEnded) request.removeAllListeners('data').resume()
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

const explain = ({ code, message }: NodeJS.ErrnoException, hostname: string, port: number) => {
  const place = `${hostname}:${port}`
  if (code === 'EADDRINUSE') return `${place} is in use by another program: stop it, or choose another PORT`
  if (code === 'EACCES') return `This user may not listen on ${place}: choose a PORT from 1024 on`
  return `Cannot listen on ${place}: ${message}`
}

const everywhere = new Set(['0.0.0.0', '::'])
const originOf = ({ address, family, port }: AddressInfo) => {
  if (everywhere.has(address)) return `http://127.0.0.1:${port}`
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

const close = async (server: Server, latest: Latest, patience: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => {
    // The server's own `close` would at once end whom Node takes for idle: see `endIdle`.
    SocketServer.prototype.close.call(server, () => resolve())
  })
  // A kept-alive connection becomes idle only when its last answer is out.
  const sweep = setInterval(() => endIdle(server, latest), 50)
  const timeout = new AbortController()
  await Promise.race([closed, pause(patience, undefined, { signal: timeout.signal }).catch(() => {})])
  timeout.abort()
  clearInterval(sweep)
  // Ends the look for slow clients, too.
  server.close()
  server.closeAllConnections()
  await closed
}

// Node takes for idle also who has yet to fetch an answer that is made. Only Node knows who is in the middle of
// sending a request, so it is asked when all answers are fetched; until then, who asks again is answered.
const endIdle = (server: Server, latest: Latest) => {
  for (const response of latest.values()) if (response?.writableFinished === false) return
  server.closeIdleConnections()
  // Who never sent anything, Node takes for somebody who is just sending.
  for (const [socket, response] of latest) if (response === undefined && socket.bytesRead === 0) socket.destroy()
}
