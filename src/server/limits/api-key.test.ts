import { describe, expect, it } from 'vitest'

import { Exchange } from '../http/exchange.ts'
import { authenticatePath } from '../authenticate/handler.ts'
import { openKey, unknownSecret } from '../testing/open-key.ts'

describe('authenticate: 429', () => {
  const openLimit = async () => {
    const key = await openKey()
    const from = async (address: string, secret = unknownSecret) => {
      const { status } = await key.send(authenticatePath, { headers: { authorization: `Api-Key ${secret}` } }, address)
      return status
    }
    const fail = async (times: number, address: string) => {
      for (let n = 0; n < times; n += 1) expect(await from(address)).toBe(401)
    }
    return { ...key, from, fail }
  }

  it('is returned to an address after 100 failures, until the minute ends', async () => {
    const { from, fail, clock, send, secret } = await openLimit()
    await fail(99, 'a')
    clock.pass(20_000)
    await fail(1, 'a')
    const headers = { authorization: `Api-Key ${secret}` }
    const answer = await send(authenticatePath, { headers }, 'a')
    expect(answer.status).toBe(429)
    expect(answer.body).toMatchObject({ code: 8, details: [{ retryDelay: '40s' }, {}] })
    expect(await from('b')).toBe(401)
    clock.pass(40_000)
    expect(await from('a', secret)).toBe(200)
    await fail(99, 'a')
    expect(await from('a')).toBe(429)
  })

  it('ends after a minute, even if the clock is set back by a day', async () => {
    const { from, fail, clock, secret } = await openLimit()
    await fail(100, 'a')
    clock.setBack(24 * 60 * 60_000)
    expect(await from('a', secret)).toBe(429)
    clock.pass(60_000)
    expect(await from('a', secret)).toBe(200)
  })

  it('is not returned for a key that was accepted recently, which may share its address with a guesser', async () => {
    const { from, fail, clock, secret, del, apiKey } = await openLimit()
    expect(await from('b', secret)).toBe(200)
    clock.pass(9 * 60_000)
    await fail(100, 'a')
    expect(await from('a')).toBe(429)
    expect(await from('a', secret)).toBe(200)
    await del(`/iam/v1/apiKeys/${apiKey.id}`)
    expect([await from('a', secret), await from('a', secret)]).toEqual([401, 429])
  })

  it('is returned again for a key that was last accepted ten minutes ago', async () => {
    const { from, fail, clock, secret } = await openLimit()
    expect(await from('a', secret)).toBe(200)
    clock.pass(10 * 60_000)
    await fail(100, 'a')
    expect(await from('a', secret)).toBe(429)
  })

  it('does not affect another process', async () => {
    const { fail, openReplica } = await openLimit()
    await fail(100, 'a')
    const other = openReplica()
    const headers = { authorization: `Api-Key ${unknownSecret}` }
    const request = new Request(`http://localhost${authenticatePath}`, { headers })
    expect((await other(request, new Exchange('a'))).status).toBe(401)
  })

  it('does not count accepted keys, missing scopes or malformed headers', async () => {
    const { send, secret, fail, from } = await openLimit()
    await fail(99, 'a')
    const ask = (query: string, authorization: string) =>
      send(authenticatePath + query, { headers: { authorization } }, 'a')
    for (let n = 0; n < 5; n += 1) {
      expect((await ask('', `Api-Key ${secret}`)).status).toBe(200)
      expect((await ask('?scope=x', `Api-Key ${secret}`)).status).toBe(403)
      expect((await ask('', 'Api-Key none')).status).toBe(401)
    }
    expect([await from('a'), await from('a')]).toEqual([401, 429])
  })
})
