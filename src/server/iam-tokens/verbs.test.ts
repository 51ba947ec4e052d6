import { describe, expect, it } from 'vitest'

import { iamTokenShape } from '#contract/iam-token.ts'
import { openApp, refused } from '../testing/open-app.ts'
import { sha256 } from '../secrets/hash.ts'

const createPath = '/iam/v1/tokens:createForServiceAccount'
const revokePath = '/iam/v1/tokens:revoke'
const hour = 3_600_000

const openToken = async () => {
  const app = await openApp()
  const id = await app.account({ name: 'robot' })
  const iamToken = await app.tokenFor(id)
  const whoAmI = async (token = iamToken) => app.client(token).get('/keyrack/v1/session')
  return { ...app, id, iamToken, whoAmI }
}

describe('CreateForServiceAccount: 200', () => {
  it('returns a token that acts as the account for 12 hours', async () => {
    const { post, id, whoAmI, clock } = await openToken()
    const { status, body } = await post(createPath, { serviceAccountId: id })
    const { iamToken } = body as { iamToken: string }
    expect(status).toBe(200)
    expect(body).toEqual({ iamToken, expiresAt: '2026-11-22T22:00:00Z' })
    expect(iamToken).toMatch(new RegExp(`^${iamTokenShape().source}$`))
    expect((await whoAmI(iamToken)).body).toEqual({
      subject: { id, type: 'serviceAccount', name: 'robot' },
      expiresAt: '2026-11-22T22:00:00Z',
    })
    clock.pass(12 * hour - 1)
    expect((await whoAmI(iamToken)).status).toBe(200)
    clock.pass(1)
    expect((await whoAmI(iamToken)).status).toBe(401)
  })

  it('does not affect earlier tokens', async () => {
    const { tokenFor, id, iamToken, whoAmI } = await openToken()
    expect(await tokenFor(id)).not.toBe(iamToken)
    expect((await whoAmI()).status).toBe(200)
  })

  it('is recorded without the token, of which only the hash is stored', async () => {
    const { get, id, iamToken, committed, logged } = await openToken()
    const { text } = await get(`/iam/v1/serviceAccounts/${id}/operations`)
    expect(text).toContain('Create IAM token')
    const everything = JSON.stringify([text, committed, logged])
    expect(everything).not.toContain(iamToken)
    expect(everything.split(sha256(iamToken))).toHaveLength(3)
  })

  it('is executed once under an Idempotency-Key, and repeats its response for 10 minutes', async () => {
    const { post, id, clock } = await openToken()
    const create = () => post(createPath, { serviceAccountId: id }, { 'idempotency-key': 'k' })
    expect((await create()).text).toBe((await create()).text)
    clock.pass(hour / 6)
    expect(await create()).toMatchObject({
      status: 409,
      body: { code: 6, message: expect.stringMatching(/^The IAM token was already created/) },
    })
  })

  it('deletes expired tokens', async () => {
    const { post, store, iamToken, id, clock } = await openToken()
    clock.pass(13 * hour)
    await post(createPath, { serviceAccountId: id })
    expect(await store.iamTokens.get(sha256(iamToken))).toBeUndefined()
  })
})

describe('CreateForServiceAccount: 400', () => {
  it('requires the account', async () => {
    const { post } = await openApp()
    expect(refused(await post(createPath, {}))).toEqual({ service_account_id: 'Field is required' })
  })

  it('rejects a suspended or expired account', async () => {
    const { post, account, clock, id } = await openToken()
    const expiring = await account({ expiresAt: '2026-11-22T11:00:00Z' })
    await post(`/iam/v1/serviceAccounts/${id}:suspend`, {})
    clock.pass(hour)
    for (const serviceAccountId of [id, expiring]) {
      const { status, body } = await post(createPath, { serviceAccountId })
      expect(status).toBe(400)
      expect(body).toMatchObject({ code: 9, message: `ServiceAccount ${serviceAccountId} is suspended` })
    }
  })
})

describe('CreateForServiceAccount: 403', () => {
  it('is returned if an access policy forbids impersonation', async () => {
    const { post, id, folder } = await openToken()
    const accessPolicyTemplateId = 'iam.denyServiceAccountImpersonation'
    const path = `/resource-manager/v1/folders/${folder.id}:bindAccessPolicy`
    await post(path, { accessPolicyBinding: { accessPolicyTemplateId } })
    const { status, text } = await post(createPath, { serviceAccountId: id })
    expect(status).toBe(403)
    expect(text).toContain(accessPolicyTemplateId)
  })
})

describe('CreateForServiceAccount: 404', () => {
  it('fails for an account that does not exist', async () => {
    const { post } = await openApp()
    expect((await post(createPath, { serviceAccountId: 'ajenone' })).status).toBe(404)
  })
})

describe('Revoke: 200', () => {
  it('returns the subject of the token, which stops working', async () => {
    const { post, get, iamToken, whoAmI, id } = await openToken()
    const { status, body } = await post(revokePath, { iamToken })
    expect(status).toBe(200)
    expect(body).toEqual({ subjectId: id })
    expect((await whoAmI()).status).toBe(401)
    const { text } = await get(`/iam/v1/serviceAccounts/${id}/operations`)
    expect(text).toContain('Revoke IAM token')
    expect(text).not.toContain(iamToken)
  })

  it('is allowed for the token itself, whatever its roles', async () => {
    const { client, iamToken } = await openToken()
    expect((await client(iamToken).post(revokePath, { iamToken })).status).toBe(200)
  })

  it('is allowed for any caller who has the token', async () => {
    const { robot, iamToken, id, whoAmI } = await openToken()
    const finder = await robot()
    expect((await finder.post(revokePath, { iamToken })).body).toEqual({ subjectId: id })
    expect((await whoAmI()).status).toBe(401)
  })

  it('of one token does not affect the others', async () => {
    const { post, tokenFor, id, iamToken, whoAmI } = await openToken()
    const second = await tokenFor(id)
    await post(revokePath, { iamToken })
    expect((await whoAmI(second)).status).toBe(200)
  })
})

describe('Revoke: 404', () => {
  it.each(['unknown', 'revoked', 'over', 'the administrator'])('answers for a token that is %s', async (which) => {
    const { post, iamToken, token, whoAmI, clock } = await openToken()
    if (which === 'revoked') await post(revokePath, { iamToken })
    if (which === 'over') clock.pass(12 * hour)
    const given = { revoked: iamToken, over: iamToken, unknown: `${iamToken}x` }[which] ?? token
    const { status, body, text } = await post(revokePath, { iamToken: given })
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: 'IamToken not found' })
    expect(text).not.toContain(given)
    expect((await whoAmI(token)).status).toBe(200)
  })
})

describe('an IAM token that is used', () => {
  it('updates when its account last authenticated, unless it is rejected', async () => {
    const { whoAmI, get, id, clock, usage, post } = await openToken()
    const last = async () => {
      await usage.flush()
      const { body } = await get(`/iam/v1/serviceAccounts/${id}`)
      return (body as { lastAuthenticatedAt?: string }).lastAuthenticatedAt
    }
    expect(await last()).toBeUndefined()
    clock.pass(hour)
    await whoAmI()
    expect(await last()).toBe('2026-11-22T11:00:00Z')
    await post(`/iam/v1/serviceAccounts/${id}:suspend`, {})
    clock.pass(hour)
    await whoAmI()
    expect(await last()).toBe('2026-11-22T11:00:00Z')
  })
})

describe('an IAM token: 401', () => {
  it('of an account that is suspended, until it is reactivated', async () => {
    const { post, whoAmI, id } = await openToken()
    await post(`/iam/v1/serviceAccounts/${id}:suspend`, {})
    expect((await whoAmI()).status).toBe(401)
    await post(`/iam/v1/serviceAccounts/${id}:reactivate`, {})
    expect((await whoAmI()).status).toBe(200)
  })

  it('of an account that expires, from that moment on', async () => {
    const { account, tokenFor, whoAmI, clock } = await openToken()
    const token = await tokenFor(await account({ expiresAt: '2026-11-22T11:00:00Z' }))
    clock.pass(hour - 1)
    expect((await whoAmI(token)).status).toBe(200)
    clock.pass(1)
    expect((await whoAmI(token)).status).toBe(401)
  })

  it('of an account that is deleted', async () => {
    const { del, whoAmI, id } = await openToken()
    await del(`/iam/v1/serviceAccounts/${id}`)
    expect((await whoAmI()).status).toBe(401)
  })

  it('is masked when it is sent as an ID', async () => {
    const { get, iamToken } = await openToken()
    const { text } = await get(`/iam/v1/roles/${iamToken.slice(0, 64)}`)
    expect((await get(`/${iamToken}`)).text).not.toContain(iamToken)
    expect(text).toContain('not found')
  })
})

describe('sign-in with an IAM token', () => {
  const path = '/keyrack/v1/session'
  const json = { 'content-type': 'application/json' }

  const openBrowser = async () => {
    const app = await openToken()
    const signIn = (token = app.iamToken) =>
      app.send(path, { method: 'POST', headers: json, body: JSON.stringify({ token }) })
    return { ...app, signIn, session: () => app.send(path) }
  }

  it('200: starts a session of the account that ends with the token', async () => {
    const { signIn, session, clock, id } = await openBrowser()
    clock.pass(hour)
    const subject = { id, type: 'serviceAccount', name: 'robot' }
    expect((await signIn()).body).toEqual({ subject, expiresAt: '2026-11-22T22:00:00Z' })
    expect((await session()).body).toEqual({ subject, expiresAt: '2026-11-22T22:00:00Z' })
    clock.pass(11 * hour)
    expect((await session()).status).toBe(401)
  })

  it('401: the session ends when its token is revoked', async () => {
    const { signIn, session, post, iamToken } = await openBrowser()
    await signIn()
    await post(revokePath, { iamToken })
    expect((await session()).status).toBe(401)
  })

  it('401: the session ends with its account', async () => {
    const { signIn, session, post, id } = await openBrowser()
    await signIn()
    await post(`/iam/v1/serviceAccounts/${id}:suspend`, {})
    expect((await session()).status).toBe(401)
  })

  it('401: an expired token starts no session', async () => {
    const { signIn, session, clock } = await openBrowser()
    clock.pass(12 * hour)
    expect((await signIn()).status).toBe(401)
    expect((await session()).status).toBe(401)
  })
})
