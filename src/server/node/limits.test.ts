import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'

import { afterEach, describe, expect, it, vi } from 'vitest'

import { openApp } from '../testing/open-app.ts'
import { listen, type Listening, type RequestTimeouts } from './listen.ts'
import { plainTransport, secureTransport } from './testing/transport.ts'

vi.mock(import('node:http'), { spy: true })
vi.mock(import('node:https'), { spy: true })

let listening: Listening | undefined
afterEach(() => listening?.close(0))

/** The service behind a socket, and a client that writes arbitrary bytes. */
const openSocket = async (timeouts?: RequestTimeouts, { certificate, connect, connected } = plainTransport) => {
  const app = await openApp()
  listening = await listen(app.app, '127.0.0.1', 0, { certificate, ...(timeouts && { timeouts }) })
  const { origin } = listening
  /** Sends `bytes`, and returns everything received until the service closes the connection. */
  const say = async (bytes: string) => {
    const socket = connect(origin)
    await once(socket, connected)
    let received = ''
    socket.setEncoding('utf8').on('data', (part: string) => (received += part))
    // The service may close before it has read everything, which resets the connection after its response.
    socket.on('error', () => {})
    socket.write(bytes)
    await once(socket, 'close')
    return received
  }
  const heads = (...lines: readonly string[]) =>
    [...lines, `Authorization: Bearer ${app.token}`, 'Host: localhost', 'Connection: close', '', ''].join('\r\n')
  return { ...app, say, heads }
}

describe.each([plainTransport, secureTransport()])('408 by $name', (transport) => {
  const shortTimeouts: RequestTimeouts = { headers: 60, request: 120, checkInterval: 20, idle: 60_000, age: 3_600_000 }

  it('is returned after 15 seconds for the headers or a minute for the request', async () => {
    await openSocket(undefined, transport)
    const limits = { headersTimeout: 15_000, requestTimeout: 60_000 }
    const opened = transport === plainTransport ? createServer : createSecureServer
    expect(opened).toHaveBeenLastCalledWith(expect.objectContaining(limits), expect.any(Function))
  })

  it('is not needed for a client that sends nothing, which is disconnected', async () => {
    const { say, logged } = await openSocket(shortTimeouts, transport)
    expect(await say('')).toMatch(/^$|^HTTP\/1\.1 408 /)
    expect(logged).toEqual([])
  })

  it('is returned for headers that never end', async () => {
    const { say } = await openSocket(shortTimeouts, transport)
    expect(await say('GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')).toMatch(/^HTTP\/1\.1 408 /)
  })

  it.each(['Content-Length: 100', 'Transfer-Encoding: chunked'])(
    'is returned for a body that never ends (%s), without a change or a logged error',
    async (framing) => {
      const { say, heads, logged, contents } = await openSocket(shortTimeouts, transport)
      const before = contents()
      const head = heads('POST /iam/v1/serviceAccounts HTTP/1.1', framing, 'Content-Type: application/json')
      expect(await say(`${head}${framing.startsWith('T') ? '1\r\n{\r\n' : '{'}`)).toMatch(/^HTTP\/1\.1 408 /)
      expect(contents()).toBe(before)
      expect(logged).toEqual([])
    },
  )
})

describe('413', () => {
  const chunk = `${(65_536).toString(16)}\r\n${' '.repeat(65_536)}\r\n`

  it.each([
    ['is announced', `Content-Length: ${1024 * 1024 + 1}`, ''],
    ['comes in chunks, without a length', 'Transfer-Encoding: chunked', `${chunk.repeat(17)}0\r\n\r\n`],
  ])('is returned for a body of more than 1 MiB that %s', async (_, framing, body) => {
    const { say, heads, logged } = await openSocket()
    const head = heads('POST /iam/v1/serviceAccounts HTTP/1.1', framing, 'Content-Type: application/json')
    const answer = await say(head + body)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(answer).toContain('The request body is larger than 1 MiB')
    expect(logged).toEqual([])
  })
})

describe('headers', () => {
  it('of more than 16 kB get 431', async () => {
    const { say, heads } = await openSocket()
    expect(await say(heads('GET /healthz HTTP/1.1', `X-Long: ${'x'.repeat(16_384)}`))).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('beyond the thousandth are not read, so a late Host header counts as missing', async () => {
    const { say, heads } = await openSocket()
    const many = Array.from({ length: 1000 }, (_, n) => `X${n}: y`)
    expect(await say(heads('GET /healthz HTTP/1.1', ...many))).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('the check of a key', () => {
  it.each([
    '/authenticate/../healthz',
    '/authenticate/%2e%2e/openapi.json',
    '/authenticate/orders/../../iam/v1/roles',
    '/authenticate/..',
    'http://localhost/authenticate/../healthz',
    'https://localhost/authenticate/%2e%2e/openapi.json',
    'http:////localhost/authenticate/..',
  ])('is never another request, whatever path a proxy appends: %s', async (target) => {
    const { say, heads } = await openSocket()
    expect(await say(heads(`GET ${target} HTTP/1.1`))).toMatch(/^HTTP\/1\.1 401 [^]*No api key/)
  })
})

describe('400 is returned before authentication', () => {
  it.each([
    ['a method that HTTP does not know', '__proto__ / HTTP/1.1'],
    ['what is no HTTP', 'hello'],
    ['a header that holds a line end', 'GET / HTTP/1.1\r\nX-A: b\rc: d'],
    ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2'],
    ['a length and chunks', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked'],
  ])('to %s', async (_, start) => {
    const { say, heads } = await openSocket()
    expect(await say(heads(start))).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('but not for an HTTP method that the API does not use', async () => {
    const { say, heads } = await openSocket()
    expect(await say(heads('TRACE /nowhere HTTP/1.1'))).toMatch(/^HTTP\/1\.1 404 /)
  })
})
