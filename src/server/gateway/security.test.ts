import { describe, expect, it } from 'vitest'

import { cookieSessions } from '../http/cookie-session.ts'
import { openApp } from '../testing/open-app.ts'
import { json, openGateway } from '../testing/open-gateway.ts'

const keys = '/iam/v1/apiKeys'
const session = '/keyrack/v1/session'

describe('the token', () => {
  it('is in no response after the sign-in', async () => {
    const { app, signedIn, iamToken, send, post, patch, del, jar } = await openGateway()
    const account = await app.account()
    const answers = [
      signedIn,
      await send(session),
      await send('/resource-manager/v1/clouds'),
      await send(keys),
      await post(keys, { serviceAccountId: account }),
      await post(keys, { unknown: iamToken }),
      await patch(`${keys}/aje1`, {}),
      await send(`/iam/v1/${iamToken}`),
      await send(keys, { headers: { authorization: `Bearer ${iamToken}` } }),
      await post('/iam/v1/tokens:createForServiceAccount', { serviceAccountId: account }),
      await del(session),
    ]
    for (const { text, headers } of answers) expect(`${text}${JSON.stringify([...headers])}`).not.toContain(iamToken)
    expect(jar.size).toBe(0)
  })

  it('is in the cookie encrypted, and closed to scripts and other sites', async () => {
    const { signedIn, iamToken } = await openGateway()
    const [cookie = '', ...attributes] = (signedIn.headers.get('set-cookie') ?? '').split('; ')
    expect(attributes).toEqual(['Max-Age=43200', 'Path=/', 'HttpOnly', 'SameSite=Strict'])
    for (const part of cookie.replace('keyrack_gateway_session=', '').split('.')) {
      expect(atob(part.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain(iamToken)
    }
  })
})

describe('a request is opened only by the session cookie', () => {
  it.each(['Bearer t1.FAKE', 'Basic FAKE', 'Api-Key AQVNFAKE', ''])(
    'not by the Authorization header "%s", which is never passed on',
    async (authorization) => {
      const { send, raw, sent } = await openGateway()
      expect(await raw(keys, { headers: { authorization } })).toMatchObject({ status: 401, body: { code: 16 } })
      expect(await send(keys, { headers: { authorization } })).toMatchObject({ status: 401, body: { code: 16 } })
      expect(sent).toEqual([])
    },
  )

  it.each(['', 'x', 'a.b.c.d.e', 'null', '%00'])('not by the cookie "%s"', async (value) => {
    const { raw, sent } = await openGateway()
    for (const name of ['keyrack_gateway_session', 'keyrack_gateway_session.0', '__Host-keyrack_gateway_session']) {
      expect((await raw(keys, { headers: { cookie: `${name}=${value}` } })).status).toBe(401)
    }
    expect(sent).toEqual([])
  })

  it('not by the cookie of an instance with another secret', async () => {
    const { cookie } = await openGateway({ key: new Uint8Array(32).fill(8) })
    const { raw, sent } = await openGateway()
    expect((await raw(keys, { headers: { cookie: cookie() } })).status).toBe(401)
    expect(sent).toEqual([])
  })

  it('but by that of a replica with the same secret', async () => {
    const { cookie } = await openGateway()
    const replica = await openGateway({ cloud: () => json({}) })
    expect((await replica.raw(keys, { headers: { cookie: cookie() } })).status).toBe(200)
  })

  it('not by the cookie of the service with the same secret, nor the other way round', async () => {
    const service = await openApp({ sessions: (now) => cookieSessions(new Uint8Array(32).fill(7), { now }) })
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ token: service.token })
    const signedIn = await service.send(session, { method: 'POST', headers, body })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await service.send(session, { headers: { cookie } })).status).toBe(200)
    const gateway = await openGateway()
    const ofService = cookie.replace('keyrack_session', 'keyrack_gateway_session')
    const ofGateway = gateway.cookie().replace('keyrack_gateway_session', 'keyrack_session')
    expect((await gateway.raw(session, { headers: { cookie: ofService } })).status).toBe(401)
    expect((await service.send(session, { headers: { cookie: ofGateway } })).status).toBe(401)
  })

  it('not by one that was changed in any part', async () => {
    const { raw, cookie } = await openGateway()
    const [name = '', value = ''] = cookie().split('=')
    const parts = value.split('.')
    for (const [index, part] of parts.entries()) {
      const other = part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`
      const changed = `${name}=${parts.with(index, other).join('.')}`
      expect((await raw(session, { headers: { cookie: changed } })).status).toBe(401)
    }
  })
})

describe('a write from another site', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister of the host', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an unknown origin', {}],
  ])('from %s is refused, and nothing reaches the cloud', async (_, headers) => {
    const { raw, cookie, sent, app } = await openGateway()
    const type = { 'content-type': 'application/json' }
    for (const [method, path] of [
      ['POST', keys],
      ['PATCH', `${keys}/aje1`],
      ['DELETE', `${keys}/aje1`],
      ['POST', '/iam/v1/tokens:revoke'],
      ['DELETE', session],
      ['POST', session],
    ] as const) {
      const body = method === 'DELETE' ? null : JSON.stringify({ token: app.token })
      const init = { method, body, headers: { ...type, host: 'localhost:8080', ...headers, cookie: cookie() } }
      expect(await raw(path, init)).toMatchObject({ status: 403, body: { code: 7 } })
    }
    expect(sent).toEqual([])
  })
})

describe('nothing reaches another path or host', () => {
  it.each([
    '..',
    '%2e%2e',
    '.%2e',
    '%252e%252e',
    '..%2f..%2ftokens',
    '..%5ctokens',
    'a%2fb',
    'a%2Fb',
    'a%5Cb',
    'a%3Fb=c',
    'a%23b',
    'a%3Asuspend',
    'a%0d%0aHost:%20evil',
    'a%00',
    'a%20b',
    'a;b',
    '%',
    '%zz',
    '%ff',
    '@evil.example',
    '%40evil.example%2f',
    'é',
    'x'.repeat(101),
  ])('by the ID "%s"', async (id) => {
    const { send, sent } = await openGateway({ cloud: () => json({}) })
    for (const path of [
      `${keys}/${id}`,
      `${keys}/${id}/operations`,
      `/iam/v1/serviceAccounts/${id}:listAccessBindings`,
    ]) {
      const { status } = await send(path)
      const paths = sent.splice(0).map(({ url }) => new URL(url).pathname)
      // The URL itself resolves dots, and `@` is a letter like any other in a path.
      const resolved = new URL(path, 'http://localhost').pathname
      expect([
        [200, [resolved]],
        [404, []],
      ]).toContainEqual([status, paths])
    }
  })

  it.each([
    ['Host', { host: 'evil.example' }],
    ['X-Forwarded-Host', { 'x-forwarded-host': 'evil.example' }],
    ['X-Forwarded-Proto', { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-port': '1' }],
    ['X-Original-URL', { 'x-original-url': '/iam/v1/tokens', 'x-rewrite-url': '/iam/v1/tokens' }],
    ['X-HTTP-Method-Override', { 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' }],
    ['Connection', { connection: 'authorization', te: 'trailers', upgrade: 'h2c' }],
  ])('by the header %s', async (_, headers) => {
    const { send, sent, iamToken } = await openGateway({ cloud: () => json({}) })
    expect((await send(keys, { headers })).status).toBe(200)
    expect(sent).toMatchObject([{ method: 'GET', url: 'https://iam.api.cloud.yandex.net/iam/v1/apiKeys' }])
    expect(Object.keys(sent[0]?.headers ?? {}).toSorted()).toEqual([
      'accept',
      'authorization',
      'user-agent',
      'x-request-id',
    ])
    expect(sent[0]?.headers['authorization']).toBe(`Bearer ${iamToken}`)
  })

  it.each(['https://evil.example', 'http://iam.api.cloud.yandex.net', 'http://169.254.169.254'])(
    'by a request that names the origin %s',
    async (origin) => {
      const { raw, sent, cookie } = await openGateway({ cloud: () => json({}) })
      const secure = cookie().replace('keyrack_gateway_session', '__Host-keyrack_gateway_session')
      await raw(`${origin}${keys}`, { headers: { cookie: `${cookie()}; ${secure}` } })
      expect(sent).toMatchObject([{ url: `https://iam.api.cloud.yandex.net${keys}` }])
    },
  )

  it('by a query, which is encoded again', async () => {
    const { send, sent } = await openGateway({ cloud: () => json({}) })
    await send(`${keys}?a=%26b%3Dc%23&d=%0d%0aHost:%20evil&%2e%2e/=x&e&=f`)
    expect(sent[0]?.url).toBe(`https://iam.api.cloud.yandex.net${keys}?a=%26b%3Dc%23&d=%0D%0AHost%3A+evil&..%2F=x&e=`)
  })

  it.each([
    ['x-client-request-id', 'é'],
    ['x-client-trace-id', 'x'.repeat(129)],
    ['x-request-id', 'a b'],
  ])('by the value of %s, which is left out or replaced', async (name, value) => {
    const { send, sent } = await openGateway({ cloud: () => json({}) })
    await send(keys, { headers: { [name]: value } })
    expect(sent[0]?.headers[name]).not.toBe(value)
  })
})
