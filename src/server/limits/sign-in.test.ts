import { describe, expect, it } from 'vitest'

import { openApp } from '../testing/open-app.ts'

const path = '/keyrack/v1/session'
const minute = 60_000
const day = 24 * 60 * minute

/** Sign-ins from any address. */
const openSignIn = async () => {
  const app = await openApp()
  const signIn = async (token: string, address = '10.0.0.1') => {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify({ token }) }
    return app.send(path, init, address)
  }
  const fail = async (times: number, address?: string) => {
    for (let n = 0; n < times; n += 1) expect((await signIn('wrong', address)).status).toBe(401)
  }
  return { ...app, signIn, fail }
}

describe('sign-in: 429', () => {
  it('is returned to an address after 20 failures in a minute, even for the right token, until the minute ends', async () => {
    const { signIn, fail, clock, token } = await openSignIn()
    await fail(1)
    clock.pass(10_000)
    await fail(19)
    const { status, body } = await signIn(token)
    expect(status).toBe(429)
    expect(body).toMatchObject({
      code: 8,
      details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '50s' }, {}],
    })
    clock.pass(50_000)
    expect((await signIn(token)).status).toBe(200)
    await fail(1)
    expect((await signIn('wrong')).status).toBe(429)
  })

  it('ends after a minute, even if the clock is set back by a day', async () => {
    const { signIn, fail, clock, token } = await openSignIn()
    await fail(20)
    clock.setBack(day)
    expect((await signIn(token)).status).toBe(429)
    clock.pass(minute)
    expect((await signIn(token)).status).toBe(200)
  })

  it('does not affect other addresses until 100 attempts have failed in total', async () => {
    const { signIn, fail, clock } = await openSignIn()
    for (let n = 0; n < 4; n += 1) await fail(20, `10.0.1.${n}`)
    await fail(19)
    await fail(1, '10.0.1.4')
    expect((await signIn('wrong', '10.0.1.5')).status).toBe(429)
    clock.pass(minute)
    await fail(1, '10.0.1.5')
  })

  it('does not count successful sign-ins or invalid requests', async () => {
    const { signIn, fail, token } = await openSignIn()
    await fail(19)
    for (let n = 0; n < 30; n += 1) expect((await signIn(token)).status).toBe(200)
    for (let n = 0; n < 30; n += 1) expect((await signIn('')).status).toBe(400)
    expect((await signIn('wrong')).status).toBe(401)
  })

  it('is not returned for a token that signed in within the last 10 minutes', async () => {
    const { signIn, fail, clock, token } = await openSignIn()
    expect((await signIn(token)).status).toBe(200)
    clock.pass(9 * minute)
    await fail(20)
    expect([(await signIn('wrong')).status, (await signIn(token)).status]).toEqual([429, 200])
  })

  it('does not affect existing sessions', async () => {
    const { fail, get } = await openSignIn()
    await fail(20)
    expect((await get('/resource-manager/v1/clouds')).status).toBe(200)
  })
})
