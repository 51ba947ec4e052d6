import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request, type RequestOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { TLSSocket } from 'node:tls'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { makeCertificate } from '#server/node/testing/certificate.ts'
import { administratorToken, type BuiltService, buildService, type TestService } from './testing/service.ts'

// Of different names, or a client that trusts both would try the first alone.
const certificates = [makeCertificate(['one', '127.0.0.1']), makeCertificate(['two', '127.0.0.1'])] as const
const expired = makeCertificate(['127.0.0.1'], new Date(Date.now() - 1000))
const ca = certificates.map(({ pem }) => pem)

const send = async (url: string, options: RequestOptions = {}, body = '') => {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { ca, agent: false, ...options }, resolve)
      .once('error', reject)
      .end(body)
  })
  const { raw } = (response.socket as TLSSocket).getPeerCertificate()
  return { status: response.statusCode, headers: response.headers, text: await text(response), certificate: raw }
}

describe('a service with a certificate', () => {
  let built: BuiltService
  let service: TestService
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-tls-'))
  const settings = {
    KEYRACK_DATA_DIR: join(folder, 'data'),
    KEYRACK_TLS_CERT: join(folder, 'certificate.pem'),
    KEYRACK_TLS_KEY: join(folder, 'key.pem'),
  }
  const install = ({ certificateFile, keyFile }: (typeof certificates)[number]) => {
    copyFileSync(certificateFile, settings.KEYRACK_TLS_CERT)
    copyFileSync(keyFile, settings.KEYRACK_TLS_KEY)
  }
  beforeAll(async () => {
    built = await buildService()
    install(certificates[0])
    service = await built.start(settings)
  })
  afterAll(async () => {
    await built.remove()
    for (const certificate of [...certificates, expired]) certificate.remove()
    rmSync(folder, { recursive: true })
  })

  it('prints an https link, and sends HSTS', async () => {
    expect(service.origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const sent = ['/', '/healthz', '/iam/v1/apiKeys'].map((path) => send(service.origin + path))
    const values = (await Promise.all(sent)).map(({ headers }) => headers['strict-transport-security'])
    expect(values).toEqual(values.map(() => 'max-age=31536000'))
  })

  it('keeps the session in a __Host- cookie, and accepts writes from its own https origin only', async () => {
    const signIn = (origin: string) => {
      const headers = { origin, 'content-type': 'application/json' }
      const body = JSON.stringify({ token: administratorToken })
      return send(`${service.origin}/keyrack/v1/session`, { method: 'POST', headers }, body)
    }
    const { status, headers } = await signIn(service.origin)
    expect(status).toBe(200)
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^__Host-keyrack_session=/)
    expect(cookie.split('; ')).toEqual(expect.arrayContaining(['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']))
    expect((await signIn(service.origin.replace('https', 'http'))).status).toBe(403)
  })

  it('uses a renewed certificate after SIGHUP, and keeps it if the next one is wrong', async () => {
    const shown = async () => (await send(`${service.origin}/healthz`)).certificate.toString('base64')
    const first = await shown()
    install(certificates[1])
    service.signal('SIGHUP')
    await expect.poll(shown).not.toBe(first)
    const second = await shown()
    install(expired)
    service.signal('SIGHUP')
    await expect.poll(() => service.log()).toMatch(/KEYRACK_TLS_CERT expired on .*not renewed/)
    expect(await shown()).toBe(second)
    install(certificates[0])
  })

  it('does not start with an expired certificate, and says so in one line', async () => {
    install(expired)
    await expect(built.start({ ...settings, KEYRACK_DATA_DIR: join(folder, 'other') })).rejects.toThrow(
      /^keyrack: KEYRACK_TLS_CERT expired on \d{4}-\d\d-\d\dT[\d:.]+Z\n$/,
    )
  })

  it('exits with 0 on SIGTERM', async () => {
    expect(await service.stop()).toBe(0)
  })
})
