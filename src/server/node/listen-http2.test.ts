import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ClientHttp2Stream } from 'node:http2'
import { connect as connectPlainly } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { afterEach, describe, expect, it } from 'vitest'

import { framed, openGrpc, requestOf } from '../grpc/testing/open-grpc.ts'
import { grpcListener } from './grpc.ts'
import { listen, type Listening, type ListenOptions } from './listen.ts'
import { withConsole } from './static.ts'
import { consolePage } from './testing/console-page.ts'
import { answerTo, plainHttp2, preface, secureHttp2, send } from './testing/http2.ts'

let listening: Listening | undefined
afterEach(() => listening?.close(0))

const start = async (fetch: Parameters<typeof listen>[0], options: ListenOptions = {}) => {
  listening = await listen(fetch, '127.0.0.1', 0, options)
  return listening
}

/** The service by REST and gRPC, and requests that create a service account. */
const startService = async ({ certificate }: ListenOptions) => {
  const app = await openGrpc()
  const server = await start(app.app, { certificate, grpc: grpcListener(app.answer) })
  const requestFor = (name: string) => requestOf('createServiceAccount', { folderId: app.folder.id, name })
  const authorization = `Bearer ${app.token}`
  const post = { ':method': 'POST', authorization }
  return {
    ...app,
    server,
    rest: { ...post, ':path': '/iam/v1/serviceAccounts', 'content-type': 'application/json' },
    json: (name: string) => JSON.stringify({ folderId: app.folder.id, name }),
    grpc: { ...post, ':path': requestFor('').path, 'content-type': 'application/grpc', te: 'trailers' },
    message: (name: string) => requestFor(name).message,
  }
}

/** More than the buffers of a connection can hold. */
const large = 'x'.repeat(2 ** 24)

const transports = [plainHttp2, secureHttp2()]

describe.each(transports)('by $name', ({ certificate, open }) => {
  it('REST and gRPC are answered on one connection', async () => {
    const { server, rest, json, grpc, message, contents } = await startService({ certificate })
    const session = open(server.origin)
    const [byRest, byGrpc] = await Promise.all([
      send(session, rest, json('by-rest')),
      send(session, grpc, message('by-grpc')),
    ])
    expect(byRest.status).toBe(200)
    expect(byGrpc.trailers['grpc-status']).toBe('0')
    expect(contents()).toMatch(/by-rest[^]*by-grpc|by-grpc[^]*by-rest/)
    session.destroy()
  })

  it('100 of the largest pages are answered at once', async () => {
    const page = 'x'.repeat(400_000)
    const server = await start(() => new Response(page), { certificate })
    const session = open(server.origin)
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(session, { ':path': '/' })))
    expect(answers.filter(({ text: body }) => body.length === page.length)).toHaveLength(100)
    session.destroy()
  })

  it('the console is answered with its files', async () => {
    const root = mkdtempSync(join(tmpdir(), 'keyrack-http2-'))
    writeFileSync(join(root, 'index.html'), consolePage)
    writeFileSync(join(root, 'favicon.svg'), '<svg/>')
    const server = await start(
      withConsole(root, () => new Response()),
      { certificate },
    )
    const session = open(server.origin)
    const page = await send(session, { ':path': '/service-accounts', accept: 'text/html' })
    expect(page.text).toContain('<div id="root">')
    expect((await send(session, { ':path': '/favicon.svg' })).text).toBe('<svg/>')
    session.destroy()
    rmSync(root, { recursive: true })
  })

  it('large responses are answered side by side', async () => {
    const body = 'x'.repeat(2 ** 22)
    const server = await start(({ url }) => new Response(new URL(url).pathname + body), { certificate })
    const session = open(server.origin)
    const answers = await Promise.all(['/a', '/b'].map((path) => send(session, { ':path': path })))
    expect(answers.map(({ text: answer }) => answer.slice(0, 2) + String(answer.length))).toEqual(
      ['/a', '/b'].map((path) => path + String(body.length + 2)),
    )
    session.destroy()
  })

  it('a request whose body was refused leaves the connection usable', async () => {
    const { server, rest, json } = await startService({ certificate })
    const session = open(server.origin)
    const anonymous = { ':method': 'POST', ':path': rest[':path'] }
    for (let n = 0; n < 3; n += 1) {
      expect((await send(session, anonymous, 'x'.repeat(900_000))).status).toBe(401)
      expect((await send(session, anonymous, 'x'.repeat(2_000_000))).status).toBe(413)
    }
    expect((await send(session, rest, json('robot'))).status).toBe(200)
    session.destroy()
  })

  it('a call without a token is answered before its message has arrived', async () => {
    const { server, grpc, message } = await startService({ certificate })
    const session = open(server.origin)
    const stream = session.request({ ...grpc, authorization: '' })
    stream.write(framed(new Uint8Array(900_000)).subarray(0, -1))
    expect((await answerTo(stream)).trailers['grpc-status']).toBe('16')
    expect((await send(session, grpc, message('robot'))).trailers['grpc-status']).toBe('0')
    session.destroy()
  })

  it('the address of the peer reaches the handler', async () => {
    const server = await start((_, exchange) => new Response(exchange?.address ?? 'nowhere'), { certificate })
    const session = open(server.origin)
    expect((await send(session, { ':path': '/' })).text).toBe('127.0.0.1')
    session.destroy()
  })
})

describe('on the plaintext port', () => {
  const body = 'y'.repeat(100)
  const long = 'z'.repeat(300_000)
  const post = (content: string, close = '') =>
    `PUT /put HTTP/1.1\r\nHost: localhost\r\n${close}Content-Length: ${content.length}\r\n\r\n${content}`

  const startEcho = () => start(async (request) => new Response(`<${request.method} ${(await request.text()).length}>`))

  it.each([1, 2, 3, 4, 20, 60])('HTTP/1.1 is answered if its first request is cut after %i bytes', async (length) => {
    const server = await startEcho()
    const socket = connectPlainly(Number(new URL(server.origin).port), '127.0.0.1').setNoDelay()
    const bytes = post(body) + post(long, 'Connection: close\r\n')
    socket.write(bytes.slice(0, length))
    // Answered later than what was sent before was read.
    await plainHttp2.get(server.origin)
    socket.write(bytes.slice(length))
    expect((await text(socket)).match(/<.*>/g)).toEqual(['<PUT 100>', '<PUT 300000>'])
  })

  it.each(['PROPFIND', 'PUT', 'PRI'])(
    'HTTP/1.1 is answered if it begins as HTTP/2 does: %s, in single bytes',
    async (method) => {
      const server = await startEcho()
      const socket = connectPlainly(Number(new URL(server.origin).port), '127.0.0.1').setNoDelay()
      const answer = text(socket)
      for (const byte of `${method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`) {
        socket.write(byte)
        await new Promise(setImmediate)
      }
      expect(await answer).toMatch(method === 'PRI' ? /^HTTP\/1\.1 400 / : `<${method} 0>`)
    },
  )

  it('HTTP/1.1 is answered to a client that ends its side with the request', async () => {
    const server = await startEcho()
    const socket = connectPlainly({ port: Number(new URL(server.origin).port), host: '127.0.0.1', allowHalfOpen: true })
    socket.end(post(body))
    expect(await text(socket)).toContain('<PUT 100>')
    socket.destroy()
  })

  it.each(['', 'P', 'PRI * HTTP/2.0\r\n'])('a client that ends its side after %j is disconnected', async (sent) => {
    const server = await startEcho()
    const socket = connectPlainly({ port: Number(new URL(server.origin).port), host: '127.0.0.1', allowHalfOpen: true })
    socket.end(sent)
    expect(await text(socket)).toBe('')
  })

  it('a client that resets its connection before it has said what it speaks does no harm', async () => {
    const server = await startEcho()
    for (const sent of ['', 'P', preface]) {
      const socket = connectPlainly(Number(new URL(server.origin).port), '127.0.0.1')
      await once(socket, 'connect')
      socket.write(sent)
      await plainHttp2.get(server.origin)
      socket.resetAndDestroy()
    }
    expect((await plainHttp2.get(server.origin)).text).toBe('<GET 0>')
  })
})

describe.each(transports)('stopping by $name', ({ certificate, connect, connected, get, open }) => {
  /** A handler whose responses wait for the test. */
  const slow = () => {
    const waiting: ((response: Response) => void)[] = []
    return { waiting, fetch: () => new Promise<Response>((resolve) => void waiting.push(resolve)) }
  }

  it('lets running requests finish and refuses new ones so that clients can repeat them', async () => {
    const { waiting, fetch } = slow()
    const server = await start(fetch, { certificate })
    const session = open(server.origin)
    const running = answerTo(session.request({ ':path': '/running' }))
    await expect.poll(() => waiting.length).toBe(1)
    // Sent before the client knows that the server stops.
    const late = session.request({ ':path': '/late' })
    const closed = server.close(60_000)
    await expect(once(late, 'close')).rejects.toThrow('REFUSED_STREAM')
    expect(waiting).toHaveLength(1)
    await expect(get(server.origin)).rejects.toThrow('ECONNREFUSED')
    waiting[0]?.(new Response('finished'))
    expect((await running).text).toBe('finished')
    await closed
  })

  it('answers or does not execute each of many concurrent writes', async () => {
    const { server, rest, json, contents } = await startService({ certificate })
    const sessions = Array.from({ length: 5 }, () => open(server.origin))
    await Promise.all(sessions.map((session) => once(session, 'connect')))
    const names = Array.from({ length: 200 }, (_, n) => `robot-${n}-`)
    let closed: Promise<void> | undefined
    const outcomes = names.map(async (name, n) => {
      const session = sessions[n % sessions.length]
      // In bursts, some of them after the stop began.
      for (let turn = 0; turn < n / 10; turn += 1) await new Promise(setImmediate)
      if (n === 100) closed = server.close(60_000)
      if (session === undefined || session.closed || session.destroyed) return undefined
      return send(session, rest, json(`${name}x`)).then(
        ({ status }) => status,
        () => undefined,
      )
    })
    const statuses = await Promise.all(outcomes)
    await closed
    const executed = contents()
    expect(names.filter((name) => executed.includes(name))).toEqual(names.filter((_, n) => statuses[n] === 200))
    expect(statuses.filter((status) => status === 200)).not.toHaveLength(0)
    expect(statuses.filter((status) => status === undefined)).not.toHaveLength(0)
  })

  it.each([
    ['sends nothing', Buffer.of()],
    ['has sent the preface', preface],
  ])('does not wait for a client that %s', { timeout: 8000 }, async (_, sent) => {
    const server = await start(() => new Response(), { certificate })
    const socket = connect(server.origin).on('error', () => {})
    await once(socket, connected)
    socket.write(sent)
    await get(server.origin)
    await server.close(60_000)
    await expect(get(server.origin)).rejects.toThrow(/ECONNREFUSED|hang up/)
    socket.destroy()
  })

  it('does not wait for a client that keeps its connection open after its responses', { timeout: 8000 }, async () => {
    const server = await start(() => new Response('answered'), { certificate })
    const session = open(server.origin)
    expect((await send(session, { ':path': '/' })).text).toBe('answered')
    await server.close(60_000)
  })

  it('cuts off a call that does not end in time', async () => {
    const { waiting, fetch } = slow()
    const server = await start(fetch, { certificate })
    const stream: ClientHttp2Stream = open(server.origin).request({ ':path': '/' })
    stream.on('error', () => {}).resume()
    await expect.poll(() => waiting.length).toBe(1)
    await Promise.all([once(stream, 'close'), server.close(50)])
    expect(stream.rstCode).not.toBe(0)
  })

  it('cuts off a client that never reads its response', async () => {
    const server = await start(() => new Response(large), { certificate })
    const stream = open(server.origin).request({ ':path': '/' })
    await once(stream, 'response')
    await server.close(50)
    expect((await text(stream).catch(() => '')).length).toBeLessThan(large.length)
  })
})
