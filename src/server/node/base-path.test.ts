import { text } from 'node:stream/consumers'

import { describe, expect, it } from 'vitest'

import { Exchange } from '../http/exchange.ts'
import { outsideBasePath } from './base-path.ts'
import { listen } from './listen.ts'
import { plainTransport } from './testing/transport.ts'

const ask = async (path: string, init?: RequestInit) =>
  outsideBasePath('/keyrack')(new Request(`https://localhost${path}`, init))

describe('outside the base path', () => {
  it.each(['GET', 'HEAD'])('%s / is redirected to the console', async (method) => {
    const { status, headers } = await ask('/', { method })
    expect(status).toBe(302)
    expect(headers.get('location')).toBe('/keyrack/')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['GET', '/docs'],
    ['GET', '/iam/v1/apiKeys'],
    ['GET', '/authenticate'],
    ['GET', '/keyrackery'],
    ['POST', '/'],
  ])('%s %s is 404', async (method, path) => {
    const response = await ask(path, { method })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      code: 5,
      message: `Nothing is at ${path}: Keyrack is below /keyrack/`,
    })
  })

  it.each(['/', '/docs'])('%s has HSTS over TLS', async (path) => {
    expect((await ask(path)).headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  it('a request has an id, also in the log', async () => {
    const exchange = new Exchange()
    const response = await outsideBasePath('/keyrack')(new Request('http://localhost/docs'), exchange)
    expect(exchange.requestId).toBe(response.headers.get('x-request-id'))
    expect(exchange.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('a server under a base path', () => {
  const { connect } = plainTransport
  const base = { path: '/keyrack', outside: () => new Response('outside') }
  const respond = async (target: string) => {
    const server = await listen(({ url }) => new Response(new URL(url).pathname), '127.0.0.1', 0, { base })
    const socket = connect(server.origin)
    socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    const answer = (await text(socket)).split('\r\n\r\n')[1]
    await server.close(0)
    return answer
  }

  it.each([
    ['/keyrack', '/'],
    ['/keyrack/', '/'],
    ['/keyrack/iam/v1/apiKeys?pageSize=1', '/iam/v1/apiKeys'],
    ['http://localhost/keyrack/docs', '/docs'],
    ['/keyrack/authenticate/../../../healthz', '/authenticate/'],
    ['http://localhost/keyrack/authenticate/../healthz', '/authenticate/'],
    ['/healthz', '/healthz'],
    ['http://localhost/healthz', '/healthz'],
  ])('passes %s to the handler as %s', async (target, path) => expect(await respond(target)).toBe(path))

  it.each(['/', '/keyrackery', '/iam/v1/apiKeys', '/authenticate', '/other/../keyrack/docs', 'http://localhost'])(
    'does not pass %s',
    async (target) => expect(await respond(target)).toBe('outside'),
  )
})
