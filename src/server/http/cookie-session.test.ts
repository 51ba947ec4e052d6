import { Hono } from 'hono'
import { EncryptJWT } from 'jose'
import { describe, expect, it } from 'vitest'

import { openApp } from '../testing/open-app.ts'
import type { AppEnv } from './exchange.ts'
import { cookieSessions, sessionCookie } from './cookie-session.ts'
import { sessionMilliseconds } from '../sessions/session.ts'

const key = new Uint8Array(32).fill(7)
const session = '/keyrack/v1/session'
const inAMinute = () => Math.floor(Date.now() / 1000) + 60
const here = { 'sec-fetch-site': 'same-origin' }

/** The service with cookies, and a browser that has signed in at `origin`. */
const openBrowser = async (origin = 'http://localhost:8080', cookieKey = key, asRobot = false) => {
  const app = await openApp({ sessions: (now) => cookieSessions(cookieKey, { now }) })
  const token = asRobot ? (await app.robot()).token : app.token
  const { headers } = await app.send(`${origin}${session}`, {
    method: 'POST',
    headers: { ...here, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const setCookie = headers.get('set-cookie') ?? ''
  const cookie = setCookie.split(';')[0] ?? ''
  const as = (sent: string, init: RequestInit = {}) =>
    app.send(`${origin}${init.method === undefined ? session : '/iam/v1/serviceAccounts'}`, {
      ...init,
      headers: { ...init.headers, cookie: sent },
    })
  const write = (headersOfWrite: Record<string, string>) =>
    as(cookie, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headersOfWrite },
      body: JSON.stringify({ folderId: app.folder.id, name: 'robot' }),
    })
  return { ...app, signedInWith: token, setCookie, cookie, as, write }
}

describe('the cookie', () => {
  it("is hidden from scripts and other sites, and lasts as long as the session whatever the client's clock", async () => {
    const { setCookie } = await openBrowser()
    expect(setCookie.split('; ').slice(1)).toEqual(['Max-Age=43200', 'Path=/', 'HttpOnly', 'SameSite=Strict'])
  })

  it.each(['http://localhost', 'http://127.0.0.1:8080', 'http://[::1]:8080'])('is not Secure on %s', async (origin) => {
    expect((await openBrowser(origin)).setCookie).not.toContain('Secure')
  })

  it.each(['https://keyrack.example', 'http://10.0.0.5:8080', 'http://localhost.example'])(
    'is Secure on %s',
    async (origin) => {
      expect((await openBrowser(origin)).setCookie).toContain('; Secure')
    },
  )

  it('carries the session of a service account, which ends with its token', async () => {
    const { as, post, cookie, signedInWith } = await openBrowser(undefined, key, true)
    expect((await as(cookie)).body).toMatchObject({ subject: { type: 'serviceAccount' } })
    await post('/iam/v1/tokens:revoke', { iamToken: signedInWith })
    expect((await as(cookie)).status).toBe(401)
  })

  it('is encrypted', async () => {
    const { cookie, token } = await openBrowser()
    const [header = ''] = cookie.replace('keyrack_session=', '').split('.')
    expect(JSON.parse(atob(header))).toEqual({ alg: 'dir', enc: 'A256GCM' })
    expect(cookie).not.toContain(token)
  })

  it.each([session, '/keyrack/v1/sessions'])('is removed by DELETE %s, after which a copy is invalid', async (path) => {
    const { send, as, cookie } = await openBrowser()
    const { headers } = await send(`http://localhost${path}`, { method: 'DELETE', headers: { ...here, cookie } })
    expect(headers.get('set-cookie')).toMatch(/^keyrack_session=; Max-Age=0; Path=\//)
    expect((await as(cookie)).status).toBe(401)
  })
})

describe('read', () => {
  const readAt = async (moment: string, jwt: EncryptJWT) => {
    const app = new Hono<AppEnv>()
    const sessions = cookieSessions(key, { now: () => new Date(moment) })
    app.get('/', async (c) => c.json(await sessions.read(c)))
    const cookie = await jwt.setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key)
    return (await app.request('/', { headers: { cookie: `keyrack_session=${cookie}` } })).json()
  }
  const end = '2026-11-22T22:00:00.000Z'
  const upToTheEnd = () => new EncryptJWT({}).setAudience('service').setExpirationTime(new Date(end))

  it('returns the ID of the session unless it has ended', async () => {
    expect(await readAt('2026-11-22T21:59:59Z', upToTheEnd().setJti('one'))).toBe('one')
    expect(await readAt('2026-11-22T22:00:00Z', upToTheEnd().setJti('one'))).toBeNull()
  })

  it('returns none for a cookie of an early release, which contained the subject', async () => {
    expect(await readAt('2026-11-22T10:00:00Z', upToTheEnd().setSubject('aje1'))).toBeNull()
  })
})

describe('200', () => {
  it('is returned for the cookie until it expires', async () => {
    const { as, cookie, clock } = await openBrowser()
    expect((await as(cookie)).body).toMatchObject({ expiresAt: '2026-11-22T22:00:00Z' })
    clock.pass(sessionMilliseconds - 1000)
    expect((await as(cookie)).status).toBe(200)
  })

  it.each([
    ['Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin' }],
    ['Origin', { origin: 'http://localhost:8080', host: 'localhost:8080' }],
  ])('is returned for a write from the same origin by %s', async (_, headers) => {
    const { write } = await openBrowser()
    expect((await write(headers)).status).toBe(200)
  })

  it.each(['https', 'https, http', 'HTTPS'])(
    'is returned for a write through a proxy that sends "%s"',
    async (forwarded) => {
      const { write } = await openBrowser('http://keyrack.example')
      const headers = { origin: 'https://keyrack.example', host: 'keyrack.example', 'x-forwarded-proto': forwarded }
      expect((await write(headers)).status).toBe(200)
    },
  )

  it('signs in and out a program that sends neither header', async () => {
    const { send, token } = await openBrowser()
    const headers = { 'content-type': 'application/json' }
    expect((await send(session, { method: 'POST', headers, body: JSON.stringify({ token }) })).status).toBe(200)
    expect((await send(session, { method: 'DELETE' })).status).toBe(200)
  })

  it('is returned for a read from any site, which cannot see the response', async () => {
    const { as, cookie } = await openBrowser()
    expect((await as(cookie, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(200)
  })
})

describe('401', () => {
  it('is returned when the session has ended', async () => {
    const { as, cookie, clock } = await openBrowser()
    clock.pass(sessionMilliseconds)
    expect((await as(cookie)).status).toBe(401)
  })

  it('is returned for a cookie changed in any part', async () => {
    const { as, cookie } = await openBrowser()
    const [name = '', value = ''] = cookie.split('=')
    const parts = value.split('.')
    for (const [index, part] of parts.entries()) {
      const other = part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`
      expect((await as(`${name}=${parts.with(index, other).join('.')}`)).status).toBe(401)
    }
  })

  it('is returned for a cookie encrypted with another key', async () => {
    const { cookie } = await openBrowser('http://localhost:8080', new Uint8Array(32).fill(8))
    const { as } = await openBrowser()
    expect((await as(cookie)).status).toBe(401)
  })

  it.each(['', 'x', 'a.b.c.d.e', 'null', '%00'])('is returned for "%s"', async (value) => {
    const { as } = await openBrowser()
    expect((await as(`keyrack_session=${value}`)).status).toBe(401)
  })
})

describe('403', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister of the host', { 'sec-fetch-site': 'same-site' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    [
      'another site, whatever it says of its origin',
      { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:8080' },
    ],
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:9090', host: 'localhost:8080' }],
    ['another scheme', { origin: 'https://localhost:8080' }],
    ['a hidden origin', { origin: 'null' }],
    ['who knows where', {}],
  ])('is returned for a write from %s, which has no effect', async (_, headers) => {
    const { write, get, folder } = await openBrowser()
    const { status, body } = await write({ host: 'localhost:8080', ...headers })
    expect(status).toBe(403)
    expect(body).toMatchObject({ code: 7, message: 'Permission denied: the request comes from another site' })
    expect((await get(`/iam/v1/serviceAccounts?folderId=${folder.id}`)).body).toEqual({})
  })

  it('answers to a write from another scheme than the proxy had', async () => {
    const { write } = await openBrowser('http://keyrack.example')
    const headers = { origin: 'http://keyrack.example', host: 'keyrack.example', 'x-forwarded-proto': 'https' }
    expect((await write(headers)).status).toBe(403)
  })
})

describe('the name of the cookie', () => {
  const nameOf = async (origin: string, path?: string) => {
    const app = new Hono<AppEnv>()
    const cookie = sessionCookie({ key, audience: 'service', ...(path !== undefined && { path }) })
    app.get('*', async (c) => {
      await cookie.write(c, { jti: 'one', exp: inAMinute() })
      return c.text('')
    })
    const response = await app.request(`${origin}/keyrack/`)
    return response.headers.get('set-cookie')?.replace(/=[^;]+; Max-Age=\d+;/, ';')
  }

  it.each([
    ['http://localhost:8080', undefined, 'keyrack_session; Path=/; HttpOnly; SameSite=Strict'],
    ['http://localhost:8080', '/keyrack', 'keyrack_session; Path=/keyrack; HttpOnly; SameSite=Strict'],
    ['https://localhost:8443', undefined, '__Host-keyrack_session; Path=/; HttpOnly; Secure; SameSite=Strict'],
    ['https://keyrack.example', undefined, '__Host-keyrack_session; Path=/; HttpOnly; Secure; SameSite=Strict'],
    ['https://host', '/keyrack', '__Secure-keyrack_session; Path=/keyrack; HttpOnly; Secure; SameSite=Strict'],
  ])('at %s with the path %s is %s', async (origin, path, expected) => {
    expect(await nameOf(origin, path)).toBe(expected)
  })
})

describe('a long session', () => {
  /** A browser, whose sessions are as long as it asks. */
  const openJar = () => {
    const app = new Hono<AppEnv>()
    const cookie = sessionCookie({ key, audience: 'gateway' })
    app.get('/write/:length', async (c) => {
      const token = 'x'.repeat(Number(c.req.param('length')))
      await cookie.write(c, { token, exp: inAMinute() })
      return c.text('')
    })
    app.get('/read', async (c) => c.json(await cookie.read(c)))
    app.get('/clear', (c) => {
      cookie.clear(c)
      return c.text('')
    })
    const jar = new Map<string, string>()
    const get = async (path: string) => {
      const sent = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await app.request(`https://keyrack.example${path}`, { headers: { cookie: sent } })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        expect(name.length + value.length).toBeLessThanOrEqual(4096)
        if (line.includes('; Max-Age=0;')) jar.delete(name)
        else jar.set(name, value)
      }
      return response.text()
    }
    const readLength = async () => (JSON.parse(await get('/read')) as { token?: string } | null)?.token?.length
    return { jar, get, readLength }
  }
  const name = '__Host-keyrack_gateway_session'

  it('is split over cookies that browsers accept', async () => {
    const { jar, get, readLength } = openJar()
    await get('/write/4096')
    expect([...jar.keys()]).toEqual([`${name}.0`, `${name}.1`])
    expect(await readLength()).toBe(4096)
  })

  it('leaves no part behind when another one follows or it ends', async () => {
    const { jar, get, readLength } = openJar()
    await get('/write/8000')
    await get('/write/4096')
    expect([...jar.keys()]).toEqual([`${name}.0`, `${name}.1`])
    await get('/write/10')
    expect([...jar.keys()]).toEqual([name])
    expect(await readLength()).toBe(10)
    await get('/write/4096')
    expect(await readLength()).toBe(4096)
    await get('/clear')
    expect([...jar.keys()]).toEqual([])
  })

  it('is none without one of its parts', async () => {
    const { jar, get, readLength } = openJar()
    await get('/write/4096')
    jar.delete(`${name}.1`)
    expect(await readLength()).toBeUndefined()
  })
})

describe('a service and a gateway at one host', () => {
  const app = new Hono<AppEnv>()
  for (const audience of ['gateway', 'service'] as const) {
    const cookie = sessionCookie({ key, audience })
    app.get(`/write/${audience}`, (c) => cookie.write(c, { jti: audience, exp: inAMinute() }).then(() => c.text('')))
    app.get(`/read/${audience}`, async (c) => c.json((await cookie.read(c))?.jti ?? null))
  }
  const written = async (path: string) => (await app.request(path)).headers.get('set-cookie')?.split(';')[0] ?? ''
  const read = async (path: string, cookie: string) => (await app.request(path, { headers: { cookie } })).json()

  it('keep their sessions apart', async () => {
    const both = `${await written('/write/gateway')}; ${await written('/write/service')}`
    expect([await read('/read/gateway', both), await read('/read/service', both)]).toEqual(['gateway', 'service'])
  })

  it('do not open cookies of each other, even with the same key', async () => {
    const cookie = await written('/write/gateway')
    expect(await read('/read/gateway', cookie)).toBe('gateway')
    expect(await read('/read/service', cookie.replace(/^[^=]+/, 'keyrack_session'))).toBeNull()
  })
})
