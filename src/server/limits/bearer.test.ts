import { describe, expect, it } from 'vitest'

import { openApp } from '../testing/open-app.ts'

const minute = 60_000

/** Requests with any token, from any address. */
const openBearer = async () => {
  const app = await openApp()
  const get = async (token: string, address = 'a') => {
    const headers = { authorization: `Bearer ${token}` }
    return app.send('/resource-manager/v1/clouds', { headers }, address)
  }
  const fail = async (times: number) => {
    for (let n = 0; n < times; n += 1) expect((await get(`wrong-${n}`)).status).toBe(401)
  }
  return { ...app, get, fail }
}

describe('Bearer: 429', () => {
  it('is returned to an address after 100 failures in a minute, until the minute ends', async () => {
    const { get, fail, clock, token } = await openBearer()
    await fail(100)
    const { status, body } = await get(token)
    expect([status, body]).toMatchObject([
      429,
      { code: 8, message: 'Too many failed tokens. Try again later.', details: [{ retryDelay: '60s' }, {}] },
    ])
    expect((await get(token, 'b')).status).toBe(200)
    clock.pass(minute)
    expect((await get('wrong')).status).toBe(401)
  })

  it('is also returned for the current session', async () => {
    const { send, fail } = await openBearer()
    await fail(100)
    const headers = { authorization: 'Bearer wrong' }
    expect((await send('/keyrack/v1/session', { headers }, 'a')).status).toBe(429)
  })

  it('is not returned for a token that was accepted within the last 10 minutes', async () => {
    const { get, fail, clock, token, account, tokenFor } = await openBearer()
    const iamToken = await tokenFor(await account())
    for (const one of [token, iamToken]) expect((await get(one, 'b')).status).toBe(200)
    clock.pass(9 * minute)
    await fail(100)
    for (const one of [token, iamToken]) expect((await get(one)).status).toBe(200)
    expect((await get('wrong')).status).toBe(429)
  })

  it('is not returned for sessions', async () => {
    const { send, fail, token } = await openBearer()
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify({ token }) }
    await fail(100)
    expect((await send('/keyrack/v1/session', init, 'a')).status).toBe(200)
    expect((await send('/resource-manager/v1/clouds', {}, 'a')).status).toBe(200)
  })

  it('does not count other schemes or missing permissions', async () => {
    const { send, get, fail, robot, sibling } = await openBearer()
    const { token } = await robot()
    await fail(99)
    for (let n = 0; n < 5; n += 1) {
      const init = { headers: { authorization: 'Basic dTpw' } }
      expect((await send('/resource-manager/v1/clouds', init, 'a')).status).toBe(401)
      const denied = { headers: { authorization: `Bearer ${token}` } }
      expect((await send(`/resource-manager/v1/folders/${sibling.id}`, denied, 'a')).status).toBeOneOf([403, 404])
    }
    expect([(await get('wrong')).status, (await get('wrong')).status]).toEqual([401, 429])
  })
})
