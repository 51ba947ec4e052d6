import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { BlockList } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createGateway } from '../gateway/gateway.ts'
import { cookieSessions } from '../http/cookie-session.ts'
import { Exchange } from '../http/exchange.ts'
import { openApp } from '../testing/open-app.ts'
import { makeCertificate, type TestCertificate } from './testing/certificate.ts'
import { addressList, withClientAddress } from './client-address.ts'
import { freePort } from './testing/free-port.ts'
import { listen, type Listening } from './listen.ts'
import { consolePage } from './testing/console-page.ts'
import { findNginxOrSkip, startNginx, type TestNginx } from './testing/nginx.ts'
import { withConsole } from './static.ts'

const host = 'keyrack.example.com'
const executable = findNginxOrSkip()

/** The documented example. */
const example =
  /```nginx\n(?<config>[^`]+keyrack_replicas[^`]+)```/.exec(readFileSync('docs/running.md', 'utf8'))?.groups?.[
    'config'
  ] ?? ''
// Only Linux has all of 127.0.0.0/8.
const clientAddress = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1'

describe.skipIf(executable === undefined)('the documented nginx example with TLS', () => {
  let certificate: TestCertificate
  let app: Awaited<ReturnType<typeof openApp>>
  let keyrack: Listening
  let nginx: TestNginx
  let port: number
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-console-'))
  const addresses: (string | undefined)[] = []
  beforeAll(async () => {
    certificate = makeCertificate([host])
    app = await openApp({ sessions: (now) => cookieSessions(new Uint8Array(32).fill(7), { now }) })
    writeFileSync(join(folder, 'index.html'), consolePage)
    const served = withConsole(folder, app.app)
    const remember = (received: Request, exchange = new Exchange()) => {
      addresses.push(exchange.address)
      return served(received, exchange)
    }
    keyrack = await listen(withClientAddress(remember, addressList('127.0.0.1') ?? new BlockList()), '127.0.0.1', 0)
    port = await freePort()
    nginx = await startInFrontOf(keyrack, port)
  })
  afterAll(async () => {
    await nginx.stop()
    await keyrack.close(0)
    certificate.remove()
    rmSync(folder, { recursive: true })
  })

  const startInFrontOf = ({ origin }: Listening, at: number): Promise<TestNginx> => {
    const config = example
      .replaceAll(/127\.0\.0\.1:808\d/g, new URL(origin).host)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${at} ssl;`)
      .replace('/etc/ssl/keyrack.pem', certificate.certificateFile)
      .replace('/etc/ssl/keyrack.key', certificate.keyFile)
    return startNginx(executable ?? '', config, at)
  }

  /** A request of a browser on the console's own origin. */
  const send = async (path: string, { headers, ...options }: RequestOptions = {}, body = '') => {
    const place = { host: '127.0.0.1', port, servername: host, ca: certificate.pem, localAddress: clientAddress }
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ ...place, path, headers: { host: `${host}:${port}`, ...headers }, ...options }, resolve)
        .once('error', reject)
        .end(body)
    })
    return { status: response.statusCode, headers: response.headers, text: await text(response) }
  }
  const session = '/keyrack/v1/session'
  const signIn = () =>
    send(session, { method: 'POST', headers: { 'content-type': 'application/json' } }, `{"token":"${app.token}"}`)

  it('sets and accepts a session cookie that is never sent over plain HTTP', async () => {
    const { status, headers } = await signIn()
    expect(status).toBe(200)
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie.split('; ')).toEqual(expect.arrayContaining(['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']))
    expect((await send(session, { headers: { cookie } })).text).toContain('Administrator')
  })

  it('lets a gateway set the cookies of the longest token, and get them back', async () => {
    const cloud = async () => Response.json({})
    const key = new Uint8Array(32).fill(7)
    const gateway = await listen(createGateway({ upstream: 'yandex-cloud', key, fetch: cloud }), '127.0.0.1', 0)
    const at = await freePort()
    const front = await startInFrontOf(gateway, at)
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ token: 'x'.repeat(4096) })
    const signedIn = await send(session, { port: at, method: 'POST', headers }, body)
    const cookie = signedIn.headers['set-cookie']?.map((line) => line.split(';')[0]).join('; ') ?? ''
    const again = await send(session, { port: at, headers: { cookie } })
    await front.stop()
    await gateway.close(0)
    expect([signedIn.status, again.status]).toEqual([200, 200])
  })

  it.each([
    ['of the console is done', () => `https://${host}:${port}`, 200],
    ['of another site is refused', () => 'https://evil.example', 403],
  ])('a write %s', async (_, origin, expected) => {
    const [cookie = ''] = (await signIn()).headers['set-cookie'] ?? []
    const headers = { cookie, origin: origin(), 'content-type': 'application/json' }
    const body = JSON.stringify({ folderId: app.folder.id, name: `robot-${expected}` })
    const { status } = await send('/iam/v1/serviceAccounts', { method: 'POST', headers }, body)
    expect(status).toBe(expected)
  })

  it.each(['/', '/healthz', '/resource-manager/v1/clouds'])('tells browsers to keep using TLS at %s', async (path) => {
    const { headers } = await send(path, { headers: { 'x-forwarded-proto': 'http' } })
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    expect((await fetch(keyrack.origin + path)).headers.get('strict-transport-security')).toBeNull()
  })

  it('passes the address of the client, which cannot be forged', async () => {
    addresses.length = 0
    await send('/healthz')
    await send('/healthz', { headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(addresses).toEqual([clientAddress, clientAddress])
  })
})
