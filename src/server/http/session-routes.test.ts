import { describe, expect, it } from 'vitest'

import { openApp, refused, statuses } from '../testing/open-app.ts'
import { ensureAdministrator, newSignInCode, signInLinkMilliseconds } from '../sessions/administrator.ts'
import { sha256 } from '../secrets/hash.ts'
import { sessionMilliseconds, startSession } from '../sessions/session.ts'

const path = '/keyrack/v1/session'
const json = { 'content-type': 'application/json' }

/** The service and a browser without extra headers. */
const openBrowser = async () => {
  const app = await openApp()
  const signIn = (body: unknown) => app.send(path, { method: 'POST', headers: json, body: JSON.stringify(body) })
  return { ...app, signIn, whoAmI: () => app.send(path) }
}

const signedIn = {
  subject: { id: 'ajeadministrator0000', type: 'administrator', name: 'Administrator' },
  expiresAt: '2026-11-22T22:00:00Z',
}

describe('sign-in: 200', () => {
  it('starts a session of 12 hours for the token', async () => {
    const { signIn, whoAmI, token, clock } = await openBrowser()
    const { status, body } = await signIn({ token })
    expect(status).toBe(200)
    expect(body).toEqual(signedIn)
    expect((await whoAmI()).body).toEqual(signedIn)
    clock.pass(sessionMilliseconds - 1)
    expect((await whoAmI()).status).toBe(200)
    clock.pass(1)
    expect((await whoAmI()).status).toBe(401)
  })

  it('starts a session for a sign-in code within its hour', async () => {
    const { signIn, whoAmI, store, clock } = await openBrowser()
    const signInCode = await newSignInCode(store, clock.now())
    clock.pass(signInLinkMilliseconds - 1)
    expect((await signIn({ signInCode })).status).toBe(200)
    expect((await whoAmI()).status).toBe(200)
  })

  it('gives the session the permissions of the token', async () => {
    const { signIn, send, token, folder } = await openBrowser()
    await signIn({ token })
    expect((await send(`/iam/v1/serviceAccounts?folderId=${folder.id}`)).status).toBe(200)
  })
})

describe('sign-in: 400', () => {
  const oneOf = { token: 'Exactly one of token and sign_in_code must be set' }

  it.each([
    [{}, oneOf],
    [{ token: 'x', signInCode: 'y' }, oneOf],
    [{ token: '' }, { token: 'Field is required' }],
    [{ token: 'x'.repeat(5001) }, { token: 'Length must be at most 5000 characters' }],
    [{ token: 5 }, { token: 'Must be of type string' }],
    [{ password: 'x' }, { password: 'Unknown field' }],
  ])('rejects %j', async (body, violations) => {
    const { signIn } = await openBrowser()
    const answer = await signIn(body)
    expect(answer.status).toBe(400)
    expect(refused(answer)).toEqual(violations)
  })
})

describe('sign-in: 401', () => {
  it('rejects a wrong token without starting a session', async () => {
    const { signIn, whoAmI, token } = await openBrowser()
    const answer = await signIn({ token: `${token}x` })
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ code: 16, message: 'Token is invalid or has expired.' })
    expect((await whoAmI()).status).toBe(401)
  })

  it('rejects a used code', async () => {
    const { signIn, store, clock } = await openBrowser()
    const signInCode = await newSignInCode(store, clock.now())
    await signIn({ signInCode })
    expect((await signIn({ signInCode })).body).toMatchObject({
      code: 16,
      message: 'The sign-in link has already been used or has expired.',
    })
  })

  it('lets one of several racing requests use the code', async () => {
    const { signIn, store, clock } = await openBrowser()
    const signInCode = await newSignInCode(store, clock.now())
    const answers = await Promise.all([signIn({ signInCode }), signIn({ signInCode }), signIn({ signInCode })])
    expect(statuses(answers)).toEqual([200, 401, 401])
  })

  it('rejects a code after an hour', async () => {
    const { signIn, store, clock } = await openBrowser()
    const signInCode = await newSignInCode(store, clock.now())
    clock.pass(signInLinkMilliseconds)
    expect((await signIn({ signInCode })).status).toBe(401)
  })

  it('rejects a code whose expiry was tampered with', async () => {
    const { signIn, store, clock } = await openBrowser()
    const signInCode = await newSignInCode(store, clock.now())
    clock.pass(signInLinkMilliseconds)
    expect((await signIn({ signInCode: signInCode.replace(/^\d+/, '9999999999999') })).status).toBe(401)
  })

  it('rejects the code of an earlier link', async () => {
    const { signIn, store, clock } = await openBrowser()
    const earlier = await newSignInCode(store, clock.now())
    const latest = await newSignInCode(store, clock.now())
    expect((await signIn({ signInCode: earlier })).status).toBe(401)
    expect((await signIn({ signInCode: latest })).status).toBe(200)
  })

  it.each(['', 'x', 'NaN.x', '9999999999999.', '9999999999999.x'])('rejects the made-up code "%s"', async (code) => {
    const { signIn } = await openBrowser()
    expect([400, 401]).toContain((await signIn({ signInCode: code })).status)
  })
})

describe('current session: 200', () => {
  it('is returned for a program whose token does not expire', async () => {
    const { get } = await openApp()
    expect((await get(path)).body).toEqual({ subject: signedIn.subject, expiresAt: '2105-12-31T23:59:59Z' })
  })
})

describe('sign-out: 200', () => {
  it('ends the session', async () => {
    const { signIn, whoAmI, send, token } = await openBrowser()
    await signIn({ token })
    const { status, body } = await send(path, { method: 'DELETE' })
    expect(status).toBe(200)
    expect(body).toEqual({})
    expect((await whoAmI()).status).toBe(401)
  })

  it('succeeds without a session', async () => {
    const { send } = await openApp()
    expect((await send(path, { method: 'DELETE' })).status).toBe(200)
  })
})

describe('sign-out everywhere', () => {
  const everywhere = '/keyrack/v1/sessions'

  /** Starts another session, and returns its state as the store knows it. */
  const openSession = async (app: Awaited<ReturnType<typeof openApp>>, subjectId: string, expiresAt: string) => {
    const { id } = await startSession(app.store, { subjectId, tokenHash: null, expiresAt })
    return { isOpen: async () => (await app.store.sessions.get(sha256(id))) !== undefined }
  }

  it('200: ends all sessions of the subject, and no others', async () => {
    const app = await openBrowser()
    const elsewhere = await openSession(app, 'ajeadministrator0000', signedIn.expiresAt)
    const foreign = await openSession(app, 'ajesomebodyelse00000', signedIn.expiresAt)
    await app.signIn({ token: app.token })
    const { status, body } = await app.send(everywhere, { method: 'DELETE' })
    expect([status, body]).toEqual([200, {}])
    expect((await app.whoAmI()).status).toBe(401)
    expect([await elsewhere.isOpen(), await foreign.isOpen()]).toEqual([false, true])
  })

  it('401: needs a caller', async () => {
    const { send } = await openApp()
    expect((await send(everywhere, { method: 'DELETE' })).status).toBe(401)
  })
})

describe('sessions', () => {
  it('are deleted by the next write once they have ended', async () => {
    const app = await openBrowser()
    await app.signIn({ token: app.token })
    app.clock.pass(sessionMilliseconds)
    await app.account()
    expect(JSON.parse(app.contents())).not.toContainEqual([expect.objectContaining({ subjectId: signedIn.subject.id })])
  })
})

describe('the token of the administrator', () => {
  it('is generated once and stored only as a hash', async () => {
    const { store, committed, token } = await openApp()
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(await ensureAdministrator(store)).toBeUndefined()
    expect(JSON.stringify(committed)).not.toContain(token)
  })

  it('is replaced by a configured one', async () => {
    const { store, get, client, folder } = await openApp()
    await ensureAdministrator(store, 'chosen-by-the-operator')
    const list = `/iam/v1/serviceAccounts?folderId=${folder.id}`
    expect((await get(list)).status).toBe(401)
    expect((await client('chosen-by-the-operator').get(list)).status).toBe(200)
  })

  it('ends the sessions started with it when it is replaced', async () => {
    const { store, signIn, whoAmI, token } = await openBrowser()
    await signIn({ token })
    await ensureAdministrator(store, 'chosen-by-the-operator')
    expect((await whoAmI()).status).toBe(401)
  })

  it('does not end sessions of a sign-in link when it is replaced', async () => {
    const { store, signIn, whoAmI, clock } = await openBrowser()
    await signIn({ signInCode: await newSignInCode(store, clock.now()) })
    await ensureAdministrator(store, 'chosen-by-the-operator')
    expect((await whoAmI()).status).toBe(200)
  })
})
