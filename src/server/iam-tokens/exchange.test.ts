import { describe, expect, it } from 'vitest'

import { iamTokenShape } from '#contract/iam-token.ts'
import { openApp, refused } from '../testing/open-app.ts'
import { sha256 } from '../secrets/hash.ts'
import { ensureAdministrator } from '../sessions/administrator.ts'

const path = '/iam/v1/tokens'
const hour = 3_600_000

const openExchange = async () => {
  const app = await openApp()
  const exchange = (body: unknown) =>
    app.send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const exchanged = async (yandexPassportOauthToken = app.token): Promise<string> =>
    ((await exchange({ yandexPassportOauthToken })).body as { iamToken: string }).iamToken
  const whoAmI = async (token: string) => app.client(token).get('/keyrack/v1/session')
  return { ...app, exchange, exchanged, whoAmI }
}

describe('200', () => {
  it('exchanges the administrator token for a token of the administrator that is valid for 12 hours', async () => {
    const { exchange, token, whoAmI, clock } = await openExchange()
    const { status, body } = await exchange({ yandexPassportOauthToken: token })
    const { iamToken } = body as { iamToken: string }
    expect([status, body]).toEqual([200, { iamToken, expiresAt: '2026-11-22T22:00:00Z' }])
    expect(iamToken).toMatch(new RegExp(`^${iamTokenShape().source}$`))
    expect((await whoAmI(iamToken)).body).toEqual({
      subject: { id: 'ajeadministrator0000', type: 'administrator', name: 'Administrator' },
      expiresAt: '2026-11-22T22:00:00Z',
    })
    clock.pass(12 * hour)
    expect((await whoAmI(iamToken)).status).toBe(401)
  })

  it('accepts the name in the proto too', async () => {
    const { exchange, token } = await openExchange()
    expect((await exchange({ yandex_passport_oauth_token: token })).status).toBe(200)
  })

  it('stores only hashes', async () => {
    const { exchanged, contents, token } = await openExchange()
    const iamToken = await exchanged()
    expect(contents()).toContain(sha256(iamToken))
    for (const secret of [iamToken, token]) expect(contents()).not.toContain(secret)
  })

  it('returns a token that can be revoked, even by itself', async () => {
    const { client, exchanged, whoAmI } = await openExchange()
    const iamToken = await exchanged()
    const { status, body } = await client(iamToken).post('/iam/v1/tokens:revoke', { iamToken })
    expect([status, body]).toEqual([200, { subjectId: 'ajeadministrator0000' }])
    expect((await whoAmI(iamToken)).status).toBe(401)
  })

  it('returns a token that ends when the one it was exchanged for is replaced', async () => {
    const { store, exchanged, whoAmI } = await openExchange()
    const iamToken = await exchanged()
    await ensureAdministrator(store, 'chosen-by-the-operator')
    expect((await whoAmI(iamToken)).status).toBe(401)
    expect((await whoAmI(await exchanged('chosen-by-the-operator'))).status).toBe(200)
  })

  it('returns a token that can sign in to a session, which ends with it', async () => {
    const { post, send, client, exchanged, clock, token } = await openExchange()
    const iamToken = await exchanged()
    clock.pass(hour)
    const { body } = await post('/keyrack/v1/session', { token: iamToken })
    expect(body).toMatchObject({ subject: { type: 'administrator' }, expiresAt: '2026-11-22T22:00:00Z' })
    await client(token).post('/iam/v1/tokens:revoke', { iamToken })
    expect((await send('/keyrack/v1/session')).status).toBe(401)
  })
})

describe('400', () => {
  const oneOf = { yandex_passport_oauth_token: 'Exactly one of yandex_passport_oauth_token and jwt must be set' }

  it.each([
    [{}, oneOf],
    [{ yandexPassportOauthToken: 'x', jwt: 'y' }, oneOf],
    [{ yandexPassportOauthToken: '' }, { yandex_passport_oauth_token: 'Field is required' }],
    [{ iamCookie: 'x' }, { iam_cookie: 'Unknown field' }],
  ])('rejects %j', async (body, violations) => {
    const { exchange } = await openExchange()
    const answer = await exchange(body)
    expect(answer.status).toBe(400)
    expect(refused(answer)).toEqual(violations)
  })
})

describe('401', () => {
  it('rejects a wrong token', async () => {
    const { exchange, token } = await openExchange()
    const { status, body } = await exchange({ yandexPassportOauthToken: `${token}x` })
    expect([status, body]).toMatchObject([401, { code: 16, message: 'OAuth token is invalid or has expired.' }])
  })

  it('rejects an IAM token of any subject', async () => {
    const { exchange, exchanged, robot } = await openExchange()
    for (const yandexPassportOauthToken of [await exchanged(), (await robot()).token]) {
      expect((await exchange({ yandexPassportOauthToken })).status).toBe(401)
    }
  })

  it('rejects a JWT with a reason', async () => {
    const { exchange } = await openExchange()
    const { status, body } = await exchange({ jwt: 'x.y.z' })
    expect(status).toBe(401)
    expect(body).toMatchObject({ code: 16, message: expect.stringContaining('no authorized keys') })
  })
})

describe('429', () => {
  it('counts wrong tokens together with failed sign-ins of the address', async () => {
    const { exchange, post } = await openExchange()
    for (let n = 0; n < 10; n += 1) {
      await exchange({ yandexPassportOauthToken: `wrong-${n}` })
      await post('/keyrack/v1/session', { token: `wrong-too-${n}` })
    }
    expect((await exchange({ yandexPassportOauthToken: 'wrong' })).status).toBe(429)
  })
})
