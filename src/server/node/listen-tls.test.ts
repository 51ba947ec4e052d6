import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { connect as connectPlainly } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectSecurely } from 'node:tls'

import { expect, it } from 'vitest'

import { listen, type RequestTimeouts } from './listen.ts'
import { makeCertificate } from './testing/certificate.ts'
import { send } from './testing/http2.ts'
import { contentOf, secureTransport } from './testing/transport.ts'

const { certificate, connect, get } = secureTransport()
const portOf = (origin: string) => Number(new URL(origin).port)

/** A server that responds with the URL of the request. */
const open = (timeouts?: RequestTimeouts) =>
  listen(({ url }) => new Response(url), '127.0.0.1', 0, { certificate, ...(timeouts && { timeouts }) })
/** The first bytes of a handshake. */
const halfHello = Buffer.from([22, 3, 1, 2, 0, 1])
const quick: RequestTimeouts = { headers: 100, request: 200, checkInterval: 20, idle: 60_000, age: 3_600_000 }

it('passes an https URL to the handler', async () => {
  const server = await open()
  expect((await get(`${server.origin}/path`)).text).toBe(`${server.origin}/path`)
  expect(server.origin).toMatch(/^https:/)
  await server.close(0)
})

/** Connects with these protocols in ALPN. */
const offer = (origin: string, ALPNProtocols: string[]) =>
  connectSecurely({ port: portOf(origin), host: '127.0.0.1', ca: certificate?.cert ?? '', ALPNProtocols })

it.each([
  ['offers both', ['h2', 'http/1.1'], 'http/1.1'],
  ['offers HTTP/1.1 alone', ['http/1.1'], 'http/1.1'],
  ['offers nothing by ALPN', [], false],
])('speaks HTTP/1.1 with a client that %s', async (_, protocols, chosen) => {
  const server = await open()
  const socket = offer(server.origin, protocols)
  socket.write('GET /here HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 [^]*\/here$/)
  expect(socket.alpnProtocol).toBe(chosen)
  await server.close(0)
})

it('speaks HTTP/2 with a client that offers HTTP/2 alone', async () => {
  const server = await open()
  const socket = offer(server.origin, ['h2'])
  const session = connectHttp2(server.origin, { createConnection: () => socket })
  expect((await send(session, { ':path': '/here' })).text).toBe(`${server.origin}/here`)
  expect(socket.alpnProtocol).toBe('h2')
  session.destroy()
  await server.close(0)
})

it('refuses a client that offers only protocols that it does not speak', async () => {
  const server = await open()
  const socket = offer(server.origin, ['http/1.0'])
  await expect(once(socket, 'secureConnect')).rejects.toThrow('no application protocol')
  await server.close(0)
})

it.each([
  ['sends nothing', Buffer.of()],
  ['stops during its handshake', halfHello],
])('closes the connection of a client that %s', async (_, sent) => {
  const server = await open(quick)
  const socket = connectPlainly(portOf(server.origin), '127.0.0.1').on('error', () => {})
  socket.write(sent)
  await once(socket, 'close')
  expect(socket.destroyed).toBe(true)
  await server.close(0)
})

// Without that, the time limit of a handshake would end them after 15 seconds.
it.each([
  ['has sent nothing, at once', Buffer.of(), 60_000],
  ['stopped during its handshake, after the grace period', halfHello, 50],
])('closes without waiting for a client that %s', { timeout: 8000 }, async (_, sent, gracePeriod) => {
  const server = await open()
  const socket = connectPlainly(portOf(server.origin), '127.0.0.1').on('error', () => {})
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  socket.write(sent)
  // Responds after the earlier data has been read.
  await get(server.origin)
  await server.close(gracePeriod)
  await closed
  expect(socket.destroyed).toBe(true)
})

it('uses a renewed certificate for new connections, and keeps open ones', async () => {
  const server = await open()
  const before = connect(server.origin)
  await once(before, 'secureConnect')
  const made = makeCertificate(['127.0.0.1'])
  server.renew(contentOf(made))
  made.remove()
  await expect(get(server.origin)).rejects.toThrow('self-signed certificate')
  const after = connectSecurely({ port: portOf(server.origin), host: '127.0.0.1', ca: made.pem })
  for (const socket of [before, after]) {
    socket.write('GET /here HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    expect(await text(socket)).toMatch(/\/here$/)
  }
  await server.close(0)
})
