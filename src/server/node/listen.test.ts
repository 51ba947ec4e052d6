import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'

import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { describe, expect, it } from 'vitest'

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
    const app = new Hono()
    app.use(bodyLimit({ maxSize: 1000, onError: (c) => c.text('too large', 413) }))
    app.post('*', async (c) => c.text(await c.req.text()))
    const server = await listen((received) => app.fetch(received), '127.0.0.1', 0)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const post = async (body: string) => {
      const options = { agent, method: 'POST', headers: framing === 'content-length' ? { [framing]: body.length } : {} }
      const [response, reused] = await new Promise<[IncomingMessage, boolean]>((resolve, reject) => {
        const sent = request(server.origin, options, (answer) => resolve([answer, sent.reusedSocket]))
        sent.once('error', reject).end(body)
      })
      return { status: response.statusCode, text: await text(response), reused }
    }
    expect(await post('x'.repeat(2_000_000))).toEqual({ status: 413, text: 'too large', reused: false })
    expect(await post('hello')).toEqual({ status: 200, text: 'hello', reused: true })
    agent.destroy()
    await server.close(0)
  },
)
