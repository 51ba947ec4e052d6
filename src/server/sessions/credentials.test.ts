import { describe, expect, it } from 'vitest'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { openMemoryStore } from '../store/memory/memory-store.ts'
import { openApp } from '../testing/open-app.ts'
import type { SessionCarrier } from '../http/session-carrier.ts'
import { startSession } from './session.ts'

const carrying = (id: string) => (): SessionCarrier => ({
  requireSameOrigin: () => {},
  read: async () => id,
  start: async () => {},
  end: async () => {},
})

/** Sends from a browser that has a session. */
const sendWithSession = async (session: { readonly subjectId: string; readonly expiresAt: string }) => {
  const store = openMemoryStore()
  const { id } = await startSession(store, { ...session, tokenHash: null })
  return (await openApp({ emptyStore: store, sessions: carrying(id) })).send
}

const administrator = 'ajeadministrator0000'
const closed = Object.values<Endpoint>(api).filter((endpoint) => !endpoint.public)

describe('200', () => {
  it.each(['Bearer', 'bearer', 'BEARER '])('accepts the token after "%s"', async (scheme) => {
    const { send, token } = await openApp()
    const headers = { authorization: `${scheme} ${token}` }
    expect((await send('/resource-manager/v1/clouds', { headers })).status).toBe(200)
  })

  it('accepts a session', async () => {
    const send = await sendWithSession({ subjectId: administrator, expiresAt: '2026-11-22T10:00:00.001Z' })
    expect((await send('/resource-manager/v1/clouds')).status).toBe(200)
  })
})

describe('401', () => {
  it.each(closed)('answers $method $path to nobody, before it looks at the rest', async ({ method, path }) => {
    const { send } = await openApp()
    const { status, body } = await send(path, { method, ...(method === 'POST' && { body: 'no JSON' }) })
    expect(status).toBe(401)
    expect(body).toMatchObject({ code: 16, message: 'Token is invalid or has expired.' })
  })

  it.each(['Bearer wrong', 'Bearer', 'Bearer ', 'Basic dTpw', 'Api-Key AQVN', 'wrong', ''])(
    'answers "%s"',
    async (authorization) => {
      const { send } = await openApp()
      expect((await send('/resource-manager/v1/clouds', { headers: { authorization } })).status).toBe(401)
    },
  )

  it('does not fall back to the session if the token is wrong', async () => {
    const send = await sendWithSession({ subjectId: administrator, expiresAt: '2027-01-01T00:00:00.000Z' })
    const headers = { authorization: 'Bearer wrong' }
    expect((await send('/resource-manager/v1/clouds', { headers })).status).toBe(401)
  })

  it('rejects the secret of an API key', async () => {
    const { send, account, key } = await openApp()
    const { secret } = await key(await account())
    for (const authorization of [`Api-Key ${secret}`, `Bearer ${secret}`]) {
      expect((await send('/resource-manager/v1/clouds', { headers: { authorization } })).status).toBe(401)
    }
  })

  it.each([
    [(token: string) => `Bearer "${token}"`, 'The credential is in quotes. Send it without quotes.'],
    [(token: string) => `Bearer '${token}'`, 'The credential is in quotes. Send it without quotes.'],
    [(token: string) => `Bearer Bearer ${token}`, 'The scheme "Bearer" is repeated. Send it once.'],
    [
      () => 'Api-Key AQVNFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE',
      'This API does not accept API keys. Send an IAM token as Authorization: Bearer <token>',
    ],
    [
      () => 'Bearer AQVNFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKEFAKE',
      'This API does not accept API keys. Send an IAM token as Authorization: Bearer <token>',
    ],
  ])('explains what is wrong with %s', async (header, message) => {
    const { send, token } = await openApp()
    const { status, body } = await send('/resource-manager/v1/clouds', { headers: { authorization: header(token) } })
    expect([status, body]).toMatchObject([401, { message }])
  })

  it('is returned for a session that was never started', async () => {
    const { send } = await openApp({ sessions: carrying('unknown') })
    expect((await send('/resource-manager/v1/clouds')).status).toBe(401)
  })

  it.each([
    ['that is over', { subjectId: administrator, expiresAt: '2026-11-22T10:00:00.000Z' }],
    ['of somebody unknown', { subjectId: 'ajesomebodyelse00000', expiresAt: '2027-01-01T00:00:00.000Z' }],
  ])('is returned for a session %s', async (_, session) => {
    const send = await sendWithSession(session)
    expect((await send('/resource-manager/v1/clouds')).status).toBe(401)
  })
})
