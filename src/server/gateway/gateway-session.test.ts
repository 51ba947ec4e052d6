import { describe, expect, it } from 'vitest'

import { refused, statuses } from '../testing/open-app.ts'
import { json, openGateway } from '../testing/open-gateway.ts'
import { sessionMilliseconds } from '../sessions/session.ts'

const path = '/keyrack/v1/session'
const folders = '/resource-manager/v1/clouds'

/** A gateway that gets wrong tokens from any address. */
const openAttempts = async () => {
  const { raw, app } = await openGateway({ cloud: () => json({ code: 16 }, 401) })
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const attempt = (n: number, address: string) =>
    raw(path, { ...init, body: JSON.stringify({ token: `t1.no${n}` }) }, address)
  return { app, attempt }
}

describe('sign-in', () => {
  it('asks the cloud about the token, then starts a session of twelve hours', async () => {
    const { signIn, iamToken, send, sent } = await openGateway()
    const { status, body } = await signIn(iamToken)
    expect(status).toBe(200)
    expect(body).toEqual({
      subject: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), type: 'iamToken' },
      expiresAt: '2026-11-22T22:00:00Z',
    })
    expect((await send(path)).body).toEqual(body)
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://resource-manager.api.cloud.yandex.net/resource-manager/v1/clouds?pageSize=1',
    ])
    expect(sent[0]?.headers['authorization']).toBe(`Bearer ${iamToken}`)
  })

  it('is a user of its own each time, because a token does not tell whose it is', async () => {
    const { signIn, iamToken } = await openGateway()
    const ids = [await signIn(iamToken), await signIn(iamToken)].map(({ text }) => text.match(/"id": ?"([^"]+)/)?.[1])
    expect(new Set(ids).size).toBe(2)
  })

  it('ends the session with the token where its end is known', async () => {
    const { signIn, iamToken, send, app } = await openGateway()
    const { body } = await signIn(JSON.stringify({ iam_token: iamToken, expires_at: '2026-11-22T12:30:00.987654321Z' }))
    expect(body).toMatchObject({ expiresAt: '2026-11-22T12:30:00Z' })
    app.clock.pass(2.5 * 60 * 60_000 - 1000)
    expect((await send(path)).status).toBe(200)
    app.clock.pass(1000)
    expect(statuses([await send(path), await send(folders)])).toEqual([401, 401])
  })

  it('lasts twelve hours at most, whatever the end of the token', async () => {
    const { signIn, iamToken, send, app } = await openGateway()
    const { body } = await signIn(JSON.stringify({ iam_token: iamToken, expires_at: '2026-11-25T12:30:00Z' }))
    expect(body).toMatchObject({ expiresAt: '2026-11-22T22:00:00Z' })
    app.clock.pass(sessionMilliseconds)
    expect((await send(path)).status).toBe(401)
  })

  it('is refused with a token that the cloud refuses, in the words of the service', async () => {
    const { signIn, send, jar } = await openGateway()
    jar.clear()
    const { status, body } = await signIn('t1.wrong')
    expect(status).toBe(401)
    expect(body).toMatchObject({ code: 16, message: 'Token is invalid or has expired.' })
    expect((await send(path)).status).toBe(401)
  })

  it('is refused with a token that has ended, without asking the cloud', async () => {
    const { signIn, iamToken, sent } = await openGateway()
    const answer = await signIn(JSON.stringify({ iam_token: iamToken, expires_at: '2026-11-22T10:00:00Z' }))
    expect(answer.status).toBe(401)
    expect(sent).toEqual([])
  })

  it('is open to somebody who may list nothing', async () => {
    const { signIn, iamToken } = await openGateway({
      cloud: () => json({ code: 7, message: 'Permission denied' }, 403),
    })
    expect((await signIn(iamToken)).status).toBe(200)
  })

  it.each([
    ['500', () => json({ code: 13, message: 'boom' }, 500), 502],
    ['429', () => json({ code: 8, message: 'slow down' }, 429), 502],
    ['HTML', () => new Response('<p>', { headers: { 'content-type': 'text/html' } }), 502],
    ['nothing', () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'x' } })), 502],
  ])('tells that the cloud answered %s, and keeps the session before', async (_, cloud, status) => {
    const { signIn, iamToken, send } = await openGateway({ cloud })
    expect((await signIn(iamToken)).status).toBe(status)
    expect((await send(path)).status).toBe(200)
  })

  it.each([
    [{}, { token: 'Field is required' }],
    [{ signInCode: 'x' }, { sign_in_code: 'Only an IAM token opens this console' }],
    [{ token: 'x'.repeat(5001) }, { token: 'Length must be at most 5000 characters' }],
    [{ token: 'two words' }, { token: 'Must be at most 4096 printable ASCII characters without spaces' }],
  ])('refuses %j', async (body, violations) => {
    const { post, sent } = await openGateway()
    const answer = await post(path, body)
    expect(answer.status).toBe(400)
    expect(refused(answer)).toEqual(violations)
    expect(sent).toEqual([])
  })

  it('is refused behind a proxy that adds its own Authorization header', async () => {
    const { post, iamToken, sent } = await openGateway()
    const answer = await post(path, { token: iamToken }, { authorization: 'Basic FAKE' })
    expect(answer).toMatchObject({ status: 401, body: { message: expect.stringContaining('Authorization header') } })
    expect(sent).toEqual([])
  })

  it('is limited after 20 wrong tokens in a minute from one network', async () => {
    const { attempt, app } = await openAttempts()
    for (let n = 0; n < 20; n += 1) expect((await attempt(n, `2001:db8::${n}`)).status).toBe(401)
    expect((await attempt(20, '2001:db8::20')).status).toBe(429)
    expect((await attempt(21, '2001:db8:0:1::1')).status).toBe(401)
    app.clock.pass(60_000)
    expect((await attempt(22, '2001:db8::22')).status).toBe(401)
  })

  it('is open to everybody else, however many networks send wrong tokens', async () => {
    const { attempt } = await openAttempts()
    for (let n = 0; n < 120; n += 1) expect((await attempt(n, `2001:db8:${n}::1`)).status).toBe(401)
  })

  it('takes a token of 4,096 characters', async () => {
    const { signIn, send, jar, sent } = await openGateway({ cloud: () => json({}) })
    expect((await signIn('x'.repeat(4096))).status).toBe(200)
    expect([...jar.keys()]).toEqual(['keyrack_gateway_session.0', 'keyrack_gateway_session.1'])
    expect((await send(folders)).status).toBe(200)
    expect(sent.at(-1)?.headers['authorization']).toBe(`Bearer ${'x'.repeat(4096)}`)
  })
})

describe('sign-out', () => {
  it('removes the cookie', async () => {
    const { del, send, jar } = await openGateway()
    expect(await del(path)).toMatchObject({ status: 200, body: {} })
    expect([...jar.keys()]).toEqual([])
    expect((await send(path)).status).toBe(401)
  })

  it('works without a session', async () => {
    const { raw } = await openGateway()
    expect((await raw(path, { method: 'DELETE' })).status).toBe(200)
  })

  it('in every browser is not implemented, because nothing is stored', async () => {
    const { del } = await openGateway()
    expect(await del('/keyrack/v1/sessions')).toMatchObject({ status: 501, body: { code: 12 } })
  })
})
