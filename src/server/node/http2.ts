import {
  constants,
  createServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2'
import type { Socket } from 'node:net'

/** Time limits in milliseconds. */
export interface Http2Timeouts {
  /** For the first request of a connection. */
  readonly headers: number
  /** For a request with its response. */
  readonly request: number
  /** For a connection without requests or pings. */
  readonly idle: number
  /** For a connection, whatever it does. What runs may still finish. */
  readonly age: number
}

/** Serves HTTP/2 on connections that a server for HTTP/1.1 accepted. */
export interface Http2 {
  /** Takes a connection over, before anything was read from it. */
  serve(socket: Socket): void
  /** Lets running requests finish and refuses new ones, which clients then repeat elsewhere. */
  close(): void
}

// As the length that Node allows a header by HTTP/1.1.
const maxHeaderBytes = 16_384

// Every call of a connection with the largest page at once: Node refuses further ones by their memory.
const concurrentCalls = 100
const memoryMegabytes = 64

/** How long a client may take to close its side of a connection that this one has closed, in milliseconds. */
const leavingTime = 1000

/** @param onRequest answers a request. Node's limits for slow clients are those of HTTP/1.1, so they are set here */
export const openHttp2 = (
  onRequest: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
  timeouts: Http2Timeouts,
): Http2 => {
  const sessions = new Set<ServerHttp2Session>()
  let closing = false
  const server = createServer(
    {
      settings: { maxConcurrentStreams: concurrentCalls, maxHeaderListSize: maxHeaderBytes },
      maxSessionMemory: memoryMegabytes,
    },
    onRequest,
  )
  const watch = (session: ServerHttp2Session, socket: Socket) => {
    sessions.add(session)
    const silent = setTimeout(() => socket.destroy(), timeouts.headers)
    let leaving: NodeJS.Timeout | undefined
    const leave = (time = leavingTime) => (leaving ??= setTimeout(() => socket.destroy(), time))
    // Node would wait without limit for a client to close its side and to read the rest.
    socket.once('finish', () => leave())
    const check = setInterval(() => session.destroyed && leave(), timeouts.headers)
    // Not `session.setTimeout`, which keeps the session in memory until the time is over.
    const idle = setTimeout(() => {
      session.close()
      leave()
    }, timeouts.idle)
    // No request runs longer than the grace period.
    const old = setTimeout(() => {
      session.close()
      leave(timeouts.request)
    }, timeouts.age)
    const active = () => socket.destroyed || idle.refresh()
    // Clients keep a connection by pings.
    session.on('ping', active)
    session.on('stream', (stream) => {
      clearTimeout(silent)
      active()
      const slow = setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), timeouts.request)
      stream.once('close', () => {
        clearTimeout(slow)
        active()
      })
    })
    socket.once('close', () => {
      sessions.delete(session)
      for (const timer of [silent, leaving, idle, old, check]) clearTimeout(timer)
    })
    if (closing) session.close()
  }
  return {
    serve: (socket) => {
      server.once('session', (session) => watch(session, socket))
      server.emit('connection', socket)
    },
    close: () => {
      closing = true
      for (const session of sessions) session.close()
    },
  }
}

/** What every client of HTTP/2 sends first (RFC 9113, section 3.4). */
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1')

/**
 * Finds out by the first bytes of a connection whether it speaks HTTP/2. They can be read again afterwards.
 * A client that sends none in time is disconnected.
 */
export const whenSpeaking = (
  socket: Socket,
  timeout: number,
  speaks: { readonly http1: () => void; readonly http2: () => void },
): void => {
  const destroy = () => void socket.destroy()
  const silent = setTimeout(destroy, timeout)
  let read = Buffer.of()
  const onReadable = () => {
    read = Buffer.concat([read, (socket.read() as Buffer | null) ?? Buffer.of()])
    const begin = read.subarray(0, preface.length)
    const isPreface = preface.subarray(0, begin.length).equals(begin)
    if (isPreface && begin.length < preface.length) return
    stop()
    socket.unshift(read)
    if (isPreface) speaks.http2()
    else speaks.http1()
  }
  const stop = () => {
    clearTimeout(silent)
    socket.off('readable', onReadable).off('error', destroy).off('end', destroy).off('close', stop)
  }
  socket.on('readable', onReadable).on('error', destroy).on('end', destroy).on('close', stop)
}
