import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'

import { Hono } from 'hono'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { openApp } from '../testing/open-app.ts'
import { listen, type Listening } from './listen.ts'
import { plainTransport, secureTransport } from './testing/transport.ts'

const portOf = (origin: string) => Number(new URL(origin).port)

const transports = [plainTransport, secureTransport()]

/** A handler whose response the test releases, and a promise that it was called. */
const slow = () => {
  let called = () => {}
  let answer: (response: Response) => void = () => {}
  const asked = new Promise<void>((resolve) => {
    called = resolve
  })
  const answered = new Promise<Response>((resolve) => {
    answer = resolve
  })
  const fetch = () => {
    called()
    return answered
  }
  return { fetch, asked, answer: (response: Response) => answer(response) }
}

/** More than the buffers of a connection can hold. */
const large = 'x'.repeat(2 ** 24)
const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4)

describe.each(transports)('listening by $name', ({ certificate, connect, get }) => {
  it('passes the address of the peer to the handler', async () => {
    const app = new Hono<{ Bindings: { address?: string } }>().get('/', (c) => c.text(c.env.address ?? 'nowhere'))
    const server = await listen((one, env) => app.fetch(one, env), '127.0.0.1', 0, { certificate })
    expect((await get(server.origin)).text).toBe('127.0.0.1')
    await server.close(1000)
  })

  it.each(['Host: localhost\r\nHost: evil.example', 'host: localhost\r\nX: y\r\nHOST: localhost'])(
    'answers 400 to a request with two Host headers: %j',
    async (hosts) => {
      let called = false
      const handler = () => {
        called = true
        return new Response()
      }
      const server = await listen(handler, '127.0.0.1', 0, { certificate })
      const socket = connect(server.origin)
      socket.write(`GET / HTTP/1.1\r\n${hosts}\r\nConnection: close\r\n\r\n`)
      const answer = await text(socket)
      expect(answer).toMatch(/^HTTP\/1\.1 400 /)
      expect(JSON.parse(bodyOf(answer))).toMatchObject({
        code: 3,
        message: 'The request has more than one Host header',
      })
      expect(called).toBe(false)
      await server.close(0)
    },
  )

  it('reports the address, including a port chosen by the system', async () => {
    const server = await listen(() => new Response('here'), '127.0.0.1', 0, { certificate })
    expect((await get(server.origin)).text).toBe('here')
    await server.close(0)
  })

  it('on all interfaces is reachable at 127.0.0.1', async () => {
    const server = await listen(() => new Response(), '0.0.0.0', 0, { certificate })
    expect(server.origin).toMatch(/^https?:\/\/127\.0\.0\.1:\d+$/)
    await server.close(0)
  })

  it('on a port in use fails with one readable line', async () => {
    const server = await listen(() => new Response(), '127.0.0.1', 0, { certificate })
    const port = portOf(server.origin)
    await expect(listen(() => new Response(), '127.0.0.1', port)).rejects.toThrow(
      `127.0.0.1:${port} is in use by another program: stop it, or choose another PORT`,
    )
    await server.close(0)
  })
})

describe.each(transports)('closing by $name', ({ certificate, connect, connected, get }) => {
  it('lets running requests finish and accepts no new ones', async () => {
    const handler = slow()
    const server = await listen(handler.fetch, '127.0.0.1', 0, { certificate })
    const running = get(server.origin)
    await handler.asked
    const closed = server.close(10_000)
    await expect(get(server.origin)).rejects.toThrow('ECONNREFUSED')
    handler.answer(new Response('finished'))
    const last = await running
    expect(last.headers.connection).toBe('close')
    expect(last.text).toBe('finished')
    await closed
  })

  it.each([2, 3])('answers each of %i pipelined requests, even one that arrives after closing began', async (count) => {
    const waiting: (() => void)[] = []
    const server = await listen(
      async ({ url }) => {
        await new Promise<void>((resolve) => void waiting.push(resolve))
        return new Response(new URL(url).pathname)
      },
      '127.0.0.1',
      0,
      { certificate },
    )
    const socket = connect(server.origin)
    const send = (n: number) => socket.write(`GET /${n} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
    for (let n = 1; n < count; n += 1) send(n)
    await expect.poll(() => waiting.length).toBe(count - 1)
    const closed = server.close(10_000)
    send(count)
    await expect.poll(() => waiting.length).toBe(count)
    for (const answer of waiting) answer()
    const answers = await text(socket)
    expect(answers.match(/\/\d$|\/\d(?=HTTP)/gm)).toEqual(Array.from({ length: count }, (_, n) => `/${n + 1}`))
    expect(answers.match(/connection: close/gi)).toHaveLength(1)
    await closed
  })

  describe('polls for idle connections,', () => {
    afterEach(() => void vi.useRealTimers())
    /** Starts closing, and advances through many polls. */
    const close = (server: Listening) => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
      const closed = server.close(10_000)
      vi.advanceTimersByTime(1000)
      return closed
    }
    const hungUp = async (socket: Socket) => {
      const ended = () => {
        vi.advanceTimersByTime(50)
        return socket.readableEnded
      }
      await expect.poll(ended, { timeout: 10_000 }).toBe(true)
    }

    it.each(['keep-alive', 'close'])('and waits for a client that reads a response slowly (%s)', async (connection) => {
      const server = await listen(() => new Response(large), '127.0.0.1', 0, { certificate })
      const socket = connect(server.origin)
      socket.write(`GET / HTTP/1.1\r\nHost: localhost\r\nConnection: ${connection}\r\n\r\n`)
      await once(socket, 'readable')
      const closed = close(server)
      const answer = text(socket)
      await hungUp(socket)
      expect(bodyOf(await answer).length).toBe(large.length)
      await closed
    })

    it('even if a request waits behind that response', async () => {
      const handler = slow()
      const answer = ({ url }: Request) => (url.endsWith('/large') ? new Response(large) : handler.fetch())
      const server = await listen(answer, '127.0.0.1', 0, { certificate })
      const socket = connect(server.origin)
      for (const path of ['large', 'late']) socket.write(`GET /${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
      await Promise.all([once(socket, 'readable'), handler.asked])
      const closed = close(server)
      const answers = text(socket)
      handler.answer(new Response('late'))
      await hungUp(socket)
      const [, first, second] = (await answers).split('HTTP/1.1 200 OK')
      expect(bodyOf(first ?? '').length).toBe(large.length)
      expect(bodyOf(second ?? '')).toBe('late')
      await closed
    })

    it.each([
      ['the first', ''],
      ['the next', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ])('and waits for a client that is sending %s request', async (_, before) => {
      const server = await listen(() => new Response('answered'), '127.0.0.1', 0, { certificate })
      const socket = connect(server.origin)
      socket.write(`${before}GET / HTTP/1.1\r\nHo`)
      await once(socket, connected)
      // Responds after the earlier data has been read.
      await get(server.origin)
      const closed = close(server)
      socket.write('st: localhost\r\n\r\n')
      const answers = text(socket)
      await hungUp(socket)
      expect(bodyOf(await answers)).toMatch(/answered$/)
      expect((await answers).match(/answered/g)).toHaveLength(before === '' ? 1 : 2)
      await closed
    })
  })

  // Node closes idle connections after 5 seconds.
  it.each([
    ['never sent anything', '', ''],
    ['has got the answer', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', 'answered'],
  ])('does not wait for a client that %s', { timeout: 4000 }, async (_, sent, got) => {
    const server = await listen(() => new Response('answered'), '127.0.0.1', 0, { certificate })
    const socket = connect(server.origin)
    socket.write(sent)
    const received = text(socket)
    await once(socket, connected)
    // Answered later than what was sent before.
    await get(server.origin)
    await server.close(60_000)
    expect(bodyOf(await received)).toBe(got)
  })

  it('cuts off a client that never reads the response', async () => {
    const server = await listen(() => new Response(large), '127.0.0.1', 0, { certificate })
    const socket = connect(server.origin)
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(socket, 'readable')
    await server.close(50)
    expect(bodyOf(await text(socket)).length).toBeLessThan(large.length)
  })

  it('cuts off requests that do not finish in time', async () => {
    const handler = slow()
    const server = await listen(handler.fetch, '127.0.0.1', 0, { certificate })
    const running = get(server.origin).catch((error: unknown) => error)
    await handler.asked
    await server.close(50)
    expect(await running).toBeInstanceOf(Error)
  })
})

it.each(['content-length', 'transfer-encoding'])(
  'a rejected body (%s) leaves the connection usable',
  async (framing) => {
    const { app } = await openApp()
    const server = await listen(app, '127.0.0.1', 0)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const post = async (body: string) => {
      const options = { agent, method: 'POST', headers: framing === 'content-length' ? { [framing]: body.length } : {} }
      const [response, reused] = await new Promise<[IncomingMessage, boolean]>((resolve, reject) => {
        const sent = request(`${server.origin}/iam/v1/apiKeys`, options, (answer) =>
          resolve([answer, sent.reusedSocket]),
        )
        sent.once('error', reject).end(body)
      })
      await text(response)
      return { status: response.statusCode, reused }
    }
    expect(await post('x'.repeat(2_000_000))).toEqual({ status: 413, reused: false })
    // Without authentication, even a small body is not read.
    expect(await post('x'.repeat(1_000_000))).toEqual({ status: 401, reused: true })
    expect(await post('{}')).toEqual({ status: 401, reused: true })
    agent.destroy()
    await server.close(0)
  },
)
