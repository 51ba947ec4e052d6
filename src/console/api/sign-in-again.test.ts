import { afterEach, describe, expect, it, vi } from 'vitest'

import { createApiKey, listApiKeys, listScopes } from '#contract/api-key.ts'
import { createSession, getSession } from '#contract/session.ts'
import { codes } from '#contract/status.ts'

import { call } from './http.ts'
import { notSignedInAgain, signedInAgain } from './sign-in-again.ts'
import { stubFetch } from './testing/stub-fetch.ts'

const fetch = stubFetch()
const noKeys = { apiKeys: [], nextPageToken: '' }
const { code, http } = codes.UNAUTHENTICATED
const refused = () => Response.json({ code, message: 'Session is over' }, { status: http })
const refusal = { failure: 'status', http, status: { code } }

/** Long enough to read every refusal. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20))
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'succeeded',
    (cause: unknown) => cause,
  )

describe('an expired session', () => {
  it('makes the call wait for a new sign-in and repeats it once', async () => {
    fetch.mockResolvedValueOnce(refused()).mockResolvedValueOnce(Response.json(noKeys))
    const waiting = call(listApiKeys, { query: { serviceAccountId: 'aje1' } })
    await settled()
    expect(fetch).toHaveBeenCalledTimes(1)
    signedInAgain()
    await expect(waiting).resolves.toEqual(noKeys)
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(fetch.mock.calls.map(([url]) => url)).toEqual(Array(2).fill('/iam/v1/apiKeys?serviceAccountId=aje1'))
  })

  it('repeats the same body', async () => {
    fetch.mockImplementation(async () => refused())
    const waiting = call(createApiKey, { body: { description: 'typed text' } }).catch(() => {})
    await settled()
    signedInAgain()
    await waiting
    expect(fetch.mock.calls.map(([, init]) => init?.body)).toEqual(Array(2).fill('{"description":"typed text"}'))
  })

  it('repeats a write with the same Idempotency-Key', async () => {
    fetch.mockImplementation(async () => refused())
    const waiting = call(createApiKey, {}).catch(() => {})
    await settled()
    signedInAgain()
    await waiting
    const keys = fetch.mock.calls.map(([, init]) => new Headers(init?.headers).get('idempotency-key'))
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(keys[1]).toBe(keys[0])
  })

  it('fails the call if the new session is rejected too', async () => {
    fetch.mockImplementation(async () => refused())
    const waiting = failure(call(listApiKeys, {}))
    await settled()
    signedInAgain()
    await expect(waiting).resolves.toMatchObject(refusal)
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('resumes all waiting calls after one sign-in', async () => {
    let signedIn = false
    fetch.mockImplementation(async () => (signedIn ? Response.json(noKeys) : refused()))
    const waiting = Promise.all([call(listApiKeys, {}), call(listApiKeys, {}), call(listApiKeys, {})])
    await settled()
    signedIn = true
    signedInAgain()
    await expect(waiting).resolves.toEqual([noKeys, noKeys, noKeys])
    expect(fetch).toHaveBeenCalledTimes(6)
  })

  it('fails every waiting call if the user declines to sign in', async () => {
    fetch.mockImplementation(async () => refused())
    const waiting = Promise.all([failure(call(listApiKeys, {})), failure(call(listScopes, {}))])
    await settled()
    notSignedInAgain()
    await expect(waiting).resolves.toMatchObject([refusal, refusal])
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it('does not block a caller that aborts', async () => {
    fetch.mockImplementation(async () => refused())
    const caller = new AbortController()
    const waiting = call(listApiKeys, {}, caller.signal)
    await settled()
    caller.abort()
    await expect(waiting).rejects.toBe(caller.signal.reason)
    signedInAgain()
    await settled()
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('does not block a caller that aborted as the response arrived', async () => {
    const caller = new AbortController()
    const answer = refused()
    const text = await answer.text()
    vi.spyOn(answer, 'text').mockImplementation(async () => {
      caller.abort()
      return text
    })
    fetch.mockResolvedValueOnce(answer)
    await expect(call(listApiKeys, {}, caller.signal)).rejects.toMatchObject({ name: 'AbortError' })
  }, 1000)

  it.each([
    [getSession, {}],
    [createSession, { body: { token: 'wrong' } }],
  ])('is told at once by the endpoints of the session itself: $id', async (endpoint, input) => {
    fetch.mockImplementation(async () => refused())
    await expect(call(endpoint, input as never)).rejects.toMatchObject(refusal)
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('is not assumed from a 401 without a Status', async () => {
    fetch.mockResolvedValue(new Response('<html>401</html>', { status: 401 }))
    await expect(call(listApiKeys, {})).rejects.toMatchObject({ failure: 'malformed', http: 401 })
  })
})

describe('a sign-out', () => {
  // It lasts until the page is loaded again, so each test gets its own.
  const openPage = async () => {
    vi.resetModules()
    return { ...(await import('./http.ts')), ...(await import('./sign-in-again.ts')) }
  }
  afterEach(() => void vi.resetModules())

  it('fails the waiting calls and refuses new ones, although somebody else has signed in', async () => {
    const page = await openPage()
    fetch.mockResolvedValueOnce(refused()).mockResolvedValue(Response.json(noKeys))
    const waiting = failure(page.call(listApiKeys, {}))
    await settled()
    page.endSession()
    await expect(waiting).resolves.toMatchObject(refusal)
    await expect(page.call(createApiKey, {})).rejects.toMatchObject(refusal)
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('fails a call whose refusal arrives later, without asking to sign in', async () => {
    const page = await openPage()
    fetch.mockImplementation(async () => {
      page.endSession()
      return refused()
    })
    await expect(page.call(listApiKeys, {})).rejects.toMatchObject(refusal)
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('lets a new session start', async () => {
    const page = await openPage()
    page.endSession()
    fetch.mockResolvedValue(Response.json({ subject: { type: 'iamToken' }, expiresAt: '2026-11-28T12:00:00Z' }))
    await expect(page.call(getSession, {})).resolves.toMatchObject({ subject: { type: 'iamToken' } })
  })
})
