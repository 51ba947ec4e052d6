import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'

import { afterEach, describe, expect, it } from 'vitest'

import { createGateway } from '../gateway/gateway.ts'
import { listen } from './listen.ts'
import { makeCertificate } from './testing/certificate.ts'

const token = `t1.FAKE9.${'aB3-'.repeat(21)}xy`
const key = new Uint8Array(32).fill(7)
const keys = '/iam/v1/apiKeys'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** What arrived at a cloud. */
interface Arrived {
  readonly line: string
  readonly headers: readonly string[]
  readonly body: string
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void
const empty: Answer = (_, response) => void response.setHeader('content-type', 'application/json').end('{}')

/** A gateway that listens, in front of a cloud that listens on this machine and lists its hosts. */
const openPair = async (answer: Answer) => {
  const arrived: Arrived[] = []
  let connections = 0
  let answerNow = empty
  const cloud = createServer((request, response) => {
    const { port } = cloud.address() as AddressInfo
    if (request.url?.startsWith('/endpoints')) {
      const endpoints = ['iam', 'operation', 'resource-manager'].map((id) => ({ id, address: `localhost:${port}` }))
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ endpoints }))
      return
    }
    void (async () => {
      const body = await text(request)
      arrived.push({ line: `${request.method} ${request.url}`, headers: request.rawHeaders, body })
      answerNow(request, response)
    })()
  })
  cloud.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => void cloud.listen(0, 'localhost', resolve))
  closing.push(() => {
    cloud.closeAllConnections()
    cloud.close()
  })
  const upstream = `http://localhost:${(cloud.address() as AddressInfo).port}`
  const gateway = await listen(createGateway({ upstream, key }), '127.0.0.1', 0)
  closing.push(() => gateway.close(0))
  const send = (path: string, init: RequestInit = {}) => fetch(`${gateway.origin}${path}`, init)
  const signedIn = await send('/keyrack/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0])
  arrived.length = 0
  answerNow = answer
  /** Sends bytes as they are, and answers with everything that came back. */
  const sendBytes = (...parts: readonly string[]): Promise<string> => {
    const { port, hostname } = new URL(gateway.origin)
    const socket = connect(Number(port), hostname)
    socket.write(parts.join('\r\n'))
    return text(socket)
  }
  const headers = { cookie: cookie.join('; '), 'sec-fetch-site': 'same-origin' }
  return { send, sendBytes, headers, arrived, connections: () => connections }
}

describe('a request that is not one', () => {
  const start = ['POST /iam/v1/apiKeys HTTP/1.1', 'Host: localhost', 'Content-Type: application/json']
  const smuggled = 'GET /iam/v1/tokens HTTP/1.1\r\nHost: evil.example\r\n\r\n'

  it.each([
    ['two lengths', ['Content-Length: 2', `Content-Length: ${smuggled.length}`, '', smuggled]],
    ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked', '', '0', '', smuggled]],
    ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 5', '', '0', '', smuggled]],
    ['an unknown encoding', ['Transfer-Encoding: xchunked', '', smuggled]],
    ['two encodings', ['Transfer-Encoding: chunked', 'Transfer-Encoding: identity', '', '0', '', smuggled]],
    ['a space before the colon', ['Transfer-Encoding : chunked', '', '0', '', smuggled]],
    ['a folded header', ['Transfer-Encoding:', ' chunked', '', '0', '', smuggled]],
    ['a bare line feed', ['Content-Length: 2\nX: y', '', `{}${smuggled}`]],
    ['a signed length', ['Content-Length: +2', '', `{}${smuggled}`]],
    ['a chunk with a wrong size', ['Transfer-Encoding: chunked', '', `0x2\r\n{}\r\n0\r\n\r\n${smuggled}`]],
    ['two hosts', ['Host: evil.example', 'Content-Length: 2', 'Connection: close', '', '{}']],
  ])('with %s sends nothing to the cloud', async (_, rest) => {
    const { sendBytes, headers, arrived } = await openPair(empty)
    const answer = await sendBytes(...start, `Cookie: ${headers.cookie}`, 'Sec-Fetch-Site: same-origin', ...rest)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer.match(/^HTTP\/1\.1/gm)).toHaveLength(1)
    expect(arrived).toEqual([])
  })

  it.each([
    ['GET /iam/v1/apiKeys/../tokens HTTP/1.1', 404, undefined],
    ['GET /iam/v1/apiKeys/%2e%2e/tokens HTTP/1.1', 404, undefined],
    ['GET //evil.example/iam/v1/apiKeys HTTP/1.1', 404, undefined],
    ['GET /iam\\v1\\apiKeys HTTP/1.1', 400, undefined],
    ['GET http://evil.example/iam/v1/apiKeys HTTP/1.1', 200, 'GET /iam/v1/apiKeys'],
    ['GET https://localhost/operations/x?a=b HTTP/1.1', 200, 'GET /operations/x?a=b'],
    ['GET http://evil.example/iam/v1/tokens HTTP/1.1', 404, undefined],
  ])('for "%s" is answered %i', async (line, status, forwarded) => {
    const { sendBytes, headers, arrived } = await openPair(empty)
    // The second name is that of the cookie on another host.
    const cookie = `Cookie: ${headers.cookie}; __Host-${headers.cookie}`
    const answer = await sendBytes(line, 'Host: localhost', cookie, 'Connection: close', '', '')
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(arrived.map((one) => one.line)).toEqual(forwarded === undefined ? [] : [forwarded])
  })
})

describe('what arrives at the cloud', () => {
  it('is the request as the contract writes it, with these headers in plain sight', async () => {
    const { send, headers, arrived } = await openPair(empty)
    await send(keys, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'idempotency-key': 'key-1',
        'x-request-id': 'request-1',
      },
      body: '{"serviceAccountId":"aje1"}',
    })
    const { line, headers: raw, body } = arrived[0] ?? { line: '', headers: [], body: '' }
    expect([line, body]).toEqual([`POST ${keys}`, '{"serviceAccountId":"aje1"}'])
    const sent = Object.fromEntries(
      raw.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1]]] : [])),
    )
    // Those that Node's `fetch` adds itself.
    const { host, connection, 'accept-language': language, 'sec-fetch-mode': mode, ...ours } = sent
    expect([host, connection, language, mode]).toEqual([
      expect.stringMatching(/^localhost:/),
      'keep-alive',
      '*',
      'cors',
    ])
    expect(ours).toEqual({
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate',
      'content-type': 'application/json',
      'content-length': '27',
      'idempotency-key': 'key-1',
      'user-agent': expect.stringMatching(/^keyrack\//),
      'x-request-id': 'request-1',
    })
  })

  it('comes over connections that are kept', async () => {
    const { send, headers, connections } = await openPair(empty)
    for (let n = 0; n < 20; n += 1) expect(await (await send(keys, { headers })).json()).toEqual({})
    expect(connections()).toBeLessThanOrEqual(2)
  })
})

describe('what comes back', () => {
  it('is unpacked, and keeps neither cookies nor the encoding', async () => {
    const { send, headers } = await openPair((_, response) => {
      const packed = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'set-cookie': 'evil=1' }
      response.writeHead(200, packed).end(gzipSync('{"apiKeys":[]}'))
    })
    const answer = await send(keys, { headers: { ...headers, 'accept-encoding': 'identity' } })
    expect(await answer.text()).toBe('{"apiKeys":[]}')
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.headers.get('content-encoding')).toBeNull()
  })

  it('is no page that a redirect leads to', async () => {
    let visited = false
    const other = createServer((_, response) => {
      visited = true
      response.end('{}')
    })
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve))
    closing.push(() => other.close())
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
    const { send, headers } = await openPair((_, response) => void response.writeHead(307, { location }).end())
    const answer = await send(keys, { headers, redirect: 'manual' })
    expect(answer.status).toBe(502)
    expect(answer.headers.get('location')).toBeNull()
    expect(visited).toBe(false)
  })

  it('is not 100 MB, of which the cloud can send little', async () => {
    const chunk = Buffer.alloc(1024 * 1024, ' ')
    let sent = 0
    const { send, headers } = await openPair((_, response) => {
      response.setHeader('content-type', 'application/json')
      const fill = () => {
        while (sent < 100 && !response.destroyed) {
          sent += 1
          if (!response.write(chunk)) return
        }
        response.end()
      }
      response.on('drain', fill)
      fill()
    })
    expect((await send(keys, { headers })).status).toBe(502)
    // The limit, and what the buffers of two sockets hold.
    expect(sent).toBeLessThan(40)
  })

  it('is not 100 MB packed into 100 kB', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '))
    const { send, headers } = await openPair((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb)
    })
    expect((await send(keys, { headers })).status).toBe(502)
  })
})

it('a cloud whose certificate nobody vouches for gets no token', async () => {
  const certificate = makeCertificate(['localhost'])
  closing.push(() => certificate.remove())
  let asked = false
  const cloud = createTlsServer({ cert: certificate.pem, key: readFileSync(certificate.keyFile) }, (_, response) => {
    asked = true
    response.end()
  })
  await new Promise<void>((resolve) => void cloud.listen(0, 'localhost', resolve))
  closing.push(() => cloud.close())
  const upstream = `https://localhost:${(cloud.address() as AddressInfo).port}`
  const gateway = createGateway({ upstream, key })
  const response = await gateway(
    new Request('http://localhost/keyrack/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    }),
  )
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({
    code: 14,
    message: expect.stringMatching(/^The TLS certificate of localhost:\d+ is not valid \(\w+\)$/),
  })
  expect(asked).toBe(false)
})
