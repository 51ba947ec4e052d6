import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect as connectHttp2,
  type IncomingHttpHeaders,
  type IncomingHttpStatusHeader,
  type OutgoingHttpHeaders,
} from 'node:http2'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectSecurely } from 'node:tls'

import { plainTransport, secureTransport, type Transport } from './transport.ts'

/** How a test speaks HTTP/2: in plaintext with prior knowledge (h2c), or over TLS. */
export interface Http2Transport extends Pick<Transport, 'name' | 'certificate' | 'connected' | 'get'> {
  /** For any bytes. Does not answer a FIN by itself. */
  readonly connect: (origin: string) => Socket
  readonly open: (origin: string) => ClientHttp2Session
}

const host = '127.0.0.1'
// The types of Node lack it for TLS.
const halfOpen = { allowHalfOpen: true }
const portOf = (origin: string) => Number(new URL(origin).port)

export const plainHttp2: Http2Transport = {
  ...plainTransport,
  name: 'plaintext HTTP/2',
  connect: (origin) => connect({ ...halfOpen, port: portOf(origin), host }),
  open: (origin) => connectHttp2(origin).on('error', () => {}),
}

export const secureHttp2 = (): Http2Transport => {
  const transport = secureTransport()
  const ca = transport.certificate?.cert ?? ''
  return {
    ...transport,
    name: 'HTTP/2 over TLS',
    connect: (origin) => connectSecurely({ ...halfOpen, port: portOf(origin), host, ca, ALPNProtocols: ['h2'] }),
    open: (origin) => connectHttp2(origin, { ca }).on('error', () => {}),
  }
}

export const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')

const types = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, window: 8 } as const
export const flags = { none: 0, endStream: 1, endHeaders: 4 } as const

export const frame = (type: keyof typeof types, flag = 0, stream = 0, payload: Uint8Array = Buffer.of()): Buffer => {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head.writeUInt8(types[type], 3)
  head.writeUInt8(flag, 4)
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, payload])
}

export const settings = frame('settings')

/** The headers of a request, by HPACK without compression. */
export const headersFor = (method: 'GET' | 'POST', path: string, fields: Record<string, string> = {}): Buffer => {
  const string = (value: string) => Buffer.concat([Buffer.of(value.length), Buffer.from(value)])
  return Buffer.concat([
    Buffer.of(method === 'GET' ? 0x82 : 0x83, 0x86, 0x04),
    string(path),
    Buffer.of(0x01),
    string('localhost'),
    ...Object.entries(fields).flatMap(([name, value]) => [Buffer.of(0), string(name), string(value)]),
  ])
}

/** The whole response to a request. */
export const answerTo = async (stream: ClientHttp2Stream) => {
  let headers: IncomingHttpHeaders & IncomingHttpStatusHeader = {}
  let trailers: IncomingHttpHeaders = {}
  stream.once('response', (received) => (headers = received)).once('trailers', (received) => (trailers = received))
  const received = await text(stream)
  return { status: headers[':status'], headers, text: received, trailers }
}

export const send = (session: ClientHttp2Session, headers: OutgoingHttpHeaders, body?: string | Uint8Array) => {
  const stream = session.request(headers, { endStream: body === undefined })
  if (body !== undefined) stream.end(body)
  return answerTo(stream)
}
