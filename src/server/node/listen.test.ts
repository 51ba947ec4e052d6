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
    expect(await (await running).text()).toBe('finished')
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
