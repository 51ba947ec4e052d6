import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'

import { openApp } from '../app.testing.ts'
import { listen } from './listen.ts'

const portOf = (origin: string) => Number(new URL(origin).port)

/** A handler whose answer the test releases, and a promise that it was called. */
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

describe('listening', () => {
  it('tells the handler where a request comes from', async () => {
    const app = new Hono<{ Bindings: { address?: string } }>().get('/', (c) => c.text(c.env.address ?? 'nowhere'))
    const server = await listen((one, env) => app.fetch(one, env), '127.0.0.1', 0)
    expect(await (await fetch(server.origin)).text()).toBe('127.0.0.1')
    await server.close(1000)
  })

  it('tells the address, also of a free port', async () => {
    const server = await listen(() => new Response('here'), '127.0.0.1', 0)
    expect(await (await fetch(server.origin)).text()).toBe('here')
    await server.close(0)
  })

  it('everywhere is reached at 127.0.0.1', async () => {
    const server = await listen(() => new Response(), '0.0.0.0', 0)
    expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    await server.close(0)
  })

  it('on a taken port is refused in one readable line', async () => {
    const server = await listen(() => new Response(), '127.0.0.1', 0)
    const port = portOf(server.origin)
    await expect(listen(() => new Response(), '127.0.0.1', port)).rejects.toThrow(
      `127.0.0.1:${port} is in use by another program: stop it, or choose another PORT`,
    )
    await server.close(0)
  })
})

describe('closing', () => {
  it('lets what runs finish, and takes nothing new', async () => {
    const handler = slow()
    const server = await listen(handler.fetch, '127.0.0.1', 0)
    const running = fetch(server.origin)
    await handler.asked
    const closed = server.close(10_000)
    await expect(fetch(server.origin)).rejects.toThrow('fetch failed')
    handler.answer(new Response('finished'))
    const last = await running
    expect(last.headers.get('connection')).toBe('close')
    expect(await last.text()).toBe('finished')
    await closed
  })

  it.each([2, 3])(
    'gives each of %i pipelined requests its answer, also one that comes after it began',
    async (count) => {
      const waiting: (() => void)[] = []
      const server = await listen(
        async ({ url }) => {
          await new Promise<void>((resolve) => void waiting.push(resolve))
          return new Response(new URL(url).pathname)
        },
        '127.0.0.1',
        0,
      )
      const socket = connect(portOf(server.origin), '127.0.0.1')
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
    },
  )

  it('cuts off what does not finish in time', async () => {
    const handler = slow()
    const server = await listen(handler.fetch, '127.0.0.1', 0)
    const running = fetch(server.origin).catch((error: unknown) => error)
    await handler.asked
    await server.close(50)
    expect(await running).toBeInstanceOf(TypeError)
  })
})

it.each(['content-length', 'transfer-encoding'])(
  'a refused body (%s) leaves the connection usable',
  async (framing) => {
    const { app } = await openApp()
    const server = await listen((received) => app.fetch(received), '127.0.0.1', 0)
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
    // Of a body that is small enough, too, nothing is read for somebody who is not known.
    expect(await post('x'.repeat(1_000_000))).toEqual({ status: 401, reused: true })
    expect(await post('{}')).toEqual({ status: 401, reused: true })
    agent.destroy()
    await server.close(0)
  },
)
