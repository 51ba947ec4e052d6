import { once } from 'node:events'
import type { Socket } from 'node:net'

import { afterEach, describe, expect, it, vi } from 'vitest'

import { openGrpc } from '../grpc/testing/open-grpc.ts'
import type { Log } from '../observe.ts'
import { grpcListener } from './grpc.ts'
import { listen, type Listening, type RequestTimeouts } from './listen.ts'
import {
  flags,
  frame,
  headersFor,
  type Http2Transport,
  plainHttp2,
  preface,
  secureHttp2,
  send,
  settings,
} from './testing/http2.ts'

const quick: RequestTimeouts = { headers: 60, request: 150, checkInterval: 20, idle: 60_000, age: 3_600_000 }
const patient: RequestTimeouts = { ...quick, headers: 60_000, request: 60_000 }

let listening: Listening | undefined
afterEach(() => listening?.close(0))

/** The service by REST and gRPC, and what it logs as an error. */
const start = async ({ certificate }: Http2Transport, timeouts: RequestTimeouts) => {
  const errors: unknown[] = []
  const log: Log = { info() {}, error: (...entry) => void errors.push(entry) }
  const app = await openGrpc({ log })
  listening = await listen(app.app, '127.0.0.1', 0, { certificate, timeouts, grpc: grpcListener(app.answer) })
  return { ...app, errors, origin: listening.origin }
}

/** Resolves when the server has closed the connection both ways, even if the client keeps its side open. */
const disconnected = async (socket: Socket, interval = 50) => {
  const isDestroyed = () => {
    // Reaches nobody, which the client then learns.
    if (socket.readableEnded || socket.isPaused()) socket.write(ping)
    return socket.destroyed
  }
  await expect.poll(isDestroyed, { interval, timeout: 10_000 }).toBe(true)
}

const ping = frame('ping', 0, 0, Buffer.alloc(8))
const transports = [plainHttp2, secureHttp2()]
const begin = Buffer.concat([preface, settings])
const halfHeaders = frame('headers', flags.endStream, 1, headersFor('GET', '/healthz').subarray(0, 5))
const rest = headersFor('POST', '/iam/v1/serviceAccounts', { 'content-type': 'application/json' })
const grpc = headersFor('POST', '/grpc.health.v1.Health/Check', { 'content-type': 'application/grpc', te: 'trailers' })
const many = 10

describe.each(transports)('slow clients by $name', (transport) => {
  it.each([
    ['nothing', Buffer.of()],
    ['one byte of the preface', preface.subarray(0, 1)],
    ['half of the preface', preface.subarray(0, 12)],
    ['the preface alone', preface],
    ['the preface and settings', begin],
    ['the preface and pings', Buffer.concat([begin, ...Array<Buffer>(50).fill(ping)])],
    ['headers that never end', Buffer.concat([begin, halfHeaders])],
  ])('are disconnected if they send %s', async (_, sent) => {
    const { origin, errors } = await start(transport, quick)
    const sockets = Array.from({ length: many }, () =>
      transport
        .connect(origin)
        .on('error', () => {})
        .resume(),
    )
    for (const socket of sockets) socket.write(sent)
    await Promise.all(sockets.map((socket) => disconnected(socket)))
    expect(errors).toEqual([])
  })

  it.each([
    ['REST', rest],
    ['gRPC', grpc],
  ])('lose a request by %s whose body never ends, without a change', async (_, headers) => {
    const { origin, errors, token, contents } = await start(transport, { ...quick, headers: 1000, request: 1000 })
    const before = contents()
    const socket = transport.connect(origin).on('error', () => {})
    const received: Buffer[] = []
    socket.on('data', (part: Buffer) => received.push(part))
    await once(socket, transport.connected)
    const authorised = Buffer.concat([headers, headersOf({ authorization: `Bearer ${token}` })])
    // For gRPC, the length of a long message.
    const first = frame('data', 0, 1, Buffer.of(0, 0, 15, 255, 255))
    socket.write(Buffer.concat([begin, frame('headers', flags.endHeaders, 1, authorised), first]))
    const reset = frame('reset', 0, 1).subarray(3)
    const trickle = () => {
      socket.write(frame('data', 0, 1, Buffer.from('{')))
      return Buffer.concat(received).includes(reset)
    }
    await expect.poll(trickle, { timeout: 10_000 }).toBe(true)
    expect(contents()).toBe(before)
    expect(errors).toEqual([])
    socket.destroy()
  })

  it('that never read their response are disconnected', async () => {
    listening = await listen(() => new Response('x'.repeat(2 ** 24)), '127.0.0.1', 0, {
      ...transport,
      timeouts: { ...quick, headers: 100, request: 200, idle: 300 },
    })
    const socket = transport
      .connect(listening.origin)
      .on('error', () => {})
      .pause()
    const size = 2 ** 30
    const wide = Buffer.alloc(6)
    // The initial size of the window of a stream.
    wide.writeUInt16BE(4)
    wide.writeUInt32BE(size, 2)
    const get = frame('headers', flags.endHeaders + flags.endStream, 1, headersFor('GET', '/'))
    socket.write(Buffer.concat([preface, frame('settings', 0, 0, wide), frame('window', 0, 0, wide.subarray(2)), get]))
    // In between, the connection is idle.
    await disconnected(socket, 1000)
    expect(socket.destroyed).toBe(true)
  })
})

describe.each(transports)('a connection by $name', (transport) => {
  it('is closed if it is idle', async () => {
    const { origin } = await start(transport, { ...patient, idle: 50 })
    const session = transport.open(origin)
    expect((await send(session, { ':path': '/healthz' })).status).toBe(200)
    await once(session, 'close')
    expect(session.destroyed).toBe(true)
  })

  it('is closed if it is idle and the client keeps its side open', async () => {
    const { origin } = await start(transport, { ...patient, idle: 50 })
    const socket = transport
      .connect(origin)
      .on('error', () => {})
      .resume()
    await once(socket, transport.connected)
    socket.write(begin)
    await disconnected(socket)
    expect(socket.destroyed).toBe(true)
  })

  describe('of some time', () => {
    afterEach(() => void vi.useRealTimers())

    it('is closed if it is too old, pings or not, after what runs on it', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const waiting: ((response: Response) => void)[] = []
      const fetch = () => new Promise<Response>((resolve) => void waiting.push(resolve))
      const [age, never] = [3_600_000, 36_000_000]
      const timeouts = { ...patient, request: never, idle: never, age }
      listening = await listen(fetch, '127.0.0.1', 0, { ...transport, timeouts })
      const session = transport.open(listening.origin)
      await once(session, 'connect')
      const running = send(session, { ':path': '/' })
      await expect.poll(() => waiting.length).toBe(1)
      const told = once(session, 'goaway')
      for (let n = 0; n < 2; n += 1) {
        vi.advanceTimersByTime(age / 2)
        await new Promise((resolve) => session.ping(resolve))
      }
      await told
      const closed = once(session, 'close')
      waiting[0]?.(new Response('finished'))
      expect((await running).text).toBe('finished')
      await closed
    })

    it.each([
      ['is kept beyond the time for idle ones if the client sends pings', true],
      ['is closed after the time for idle ones without pings', false],
    ])('%s', async (_, pings) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const { origin } = await start(transport, { ...patient, idle: 300_000 })
      const session = transport.open(origin)
      await once(session, 'connect')
      await send(session, { ':path': '/healthz' })
      for (let n = 0; n < 3; n += 1) {
        vi.advanceTimersByTime(200_000)
        if (pings) await new Promise((resolve) => session.ping(resolve))
      }
      const answer = await send(session, { ':path': '/healthz' }).catch(() => undefined)
      expect(answer?.status).toBe(pings ? 200 : undefined)
      session.destroy()
    })
  })

  it('that resets 1,000 requests at once does no harm to others', async () => {
    const { origin, errors, token } = await start(transport, patient)
    const other = transport.open(origin)
    const requests = Buffer.concat(
      Array.from({ length: 1000 }, (_, n) => [
        frame(
          'headers',
          flags.endHeaders + flags.endStream,
          2 * n + 1,
          Buffer.concat([headersFor('GET', '/iam/v1/roles'), headersOf({ authorization: `Bearer ${token}` })]),
        ),
        frame('reset', 0, 2 * n + 1, Buffer.of(0, 0, 0, 8)),
      ]).flat(),
    )
    const attacker = transport
      .connect(origin)
      .on('error', () => {})
      .resume()
    await once(attacker, transport.connected)
    attacker.write(Buffer.concat([begin, requests]))
    expect((await send(other, { ':path': '/healthz' })).status).toBe(200)
    attacker.destroy()
    expect((await send(other, { ':path': '/healthz' })).status).toBe(200)
    expect(errors).toEqual([])
    other.destroy()
  })

  it('leaves no socket and no timer behind', async () => {
    const { origin } = await start(transport, patient)
    const openMany = async () => {
      const sessions = Array.from({ length: 100 }, () => transport.open(origin))
      const closed = sessions.map((session) => once(session, 'close'))
      const answers = await Promise.all(sessions.map((session) => send(session, { ':path': '/healthz' })))
      expect(answers.every(({ status }) => status === 200)).toBe(true)
      for (const session of sessions) session.close()
      await Promise.all(closed)
    }
    const before = process.getActiveResourcesInfo().length
    for (let n = 0; n < 4; n += 1) await openMany()
    await expect.poll(() => process.getActiveResourcesInfo().length, { timeout: 10_000 }).toBeLessThanOrEqual(before)
  })
})

/** More headers of a request. */
const headersOf = (fields: Record<string, string>) =>
  headersFor('GET', '', fields).subarray(headersFor('GET', '').length)
