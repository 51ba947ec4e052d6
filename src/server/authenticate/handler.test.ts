import { describe, expect, it } from 'vitest'

import { openApp } from '../testing/open-app.ts'
import { sha256 } from '../secrets/hash.ts'
import { type Store, UnavailableError } from '../store/store.ts'
import { authenticatePath } from './handler.ts'
import { openKey, unknownSecret } from '../testing/open-key.ts'

const hour = 3_600_000

describe('authenticate: 200', () => {
  it.each(['', '?scope=yc.postbox.send', '?scope=yc.monitoring.read&scope=yc.postbox.send'])(
    'returns the owner and the scopes of the key: %s',
    async (query) => {
      const { check, id, apiKey, folder } = await openKey()
      const { status, text, headers } = await check(query)
      expect([status, text]).toEqual([200, ''])
      expect(headers.get('x-service-account-id')).toBe(id)
      expect(headers.get('x-api-key-id')).toBe(apiKey.id)
      expect(headers.get('x-folder-id')).toBe(folder.id)
      expect(headers.get('x-scopes')).toBe('yc.postbox.send yc.monitoring.read')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-request-id')).not.toBeNull()
    },
  )

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('for any HTTP method: %s', async (method) => {
    const { check } = await openKey()
    expect((await check('', undefined, method)).status).toBe(200)
    expect((await check('', `Api-Key ${unknownSecret}`, method)).status).toBe(401)
  })

  it('whatever the case of the scheme', async () => {
    const { check, secret } = await openKey()
    expect((await check('', `api-key  ${secret}`)).status).toBe(200)
  })

  it('until the moment the key or its account expires', async () => {
    const expiring = await openKey({}, { expiresAt: '2026-11-22T11:00:00Z' })
    expiring.clock.pass(hour - 1)
    expect((await expiring.check()).status).toBe(200)
    expiring.clock.pass(1)
    expect((await expiring.check()).status).toBe(401)
  })
})

describe('authenticate: 401', () => {
  it.each([
    ['no header', undefined],
    ['nothing', ''],
    ['the scheme alone', 'Api-Key'],
    ['another scheme', `Basic ${unknownSecret}`],
    ['two keys', `Api-Key ${unknownSecret} ${unknownSecret}`],
    ['two headers in one', `Api-Key ${unknownSecret}, Api-Key ${unknownSecret}`],
    ['what is too short', 'Api-Key AQVNabc'],
    ['what is too long', `Api-Key ${unknownSecret}xxxxxxxx`],
    ['what has other letters', `Api-Key ${unknownSecret.slice(0, -1)}é`],
    ['what needs no lookup', "Api-Key ' or 1=1"],
  ])('for %s, without repeating it', async (_, authorization) => {
    const { send } = await openApp()
    const { status, body, headers, text } = await send(authenticatePath, {
      headers: authorization ? { authorization } : {},
    })
    expect(status).toBe(401)
    expect(body).toMatchObject({
      code: 16,
      message: 'No api key. Send its secret as Authorization: Api-Key <secret>',
    })
    expect(text).not.toContain('AQV')
    expect(headers.get('www-authenticate')).toBe('Api-Key')
  })

  it('for an unknown secret, abbreviated so that its owner recognises it', async () => {
    const { check } = await openKey()
    const { status, body } = await check('', `Api-Key ${unknownSecret}`)
    expect(status).toBe(401)
    const fingerprint = sha256(unknownSecret).slice(0, 8).toUpperCase()
    expect(body).toMatchObject({ code: 16, message: `Unknown api key 'AQVN****xxxx (${fingerprint})'` })
  })

  it('for the ID of a key instead of its secret, with an explanation', async () => {
    const { check, apiKey } = await openKey()
    const { body } = await check('', `Api-Key ${apiKey.id}`)
    expect(body).toMatchObject({ message: `Unknown api key '${apiKey.id}': this is its ID. Send its secret instead` })
  })

  it.each([
    [(secret: string) => `Api-Key "${secret}"`, 'The credential is in quotes. Send it without quotes.'],
    [(secret: string) => `Api-Key Api-Key ${secret}`, 'The scheme "Api-Key" is repeated. Send it once.'],
    [
      (secret: string) => `Bearer ${secret}`,
      'An API key is not a bearer token. Send it as Authorization: Api-Key <secret>',
    ],
  ])('for %s, with an explanation', async (header, message) => {
    const { check, secret } = await openKey()
    const { status, body } = await check('', header(secret))
    expect([status, body]).toMatchObject([401, { message }])
  })

  it('for the administrator token and an IAM token', async () => {
    const { check, token, tokenFor, id } = await openKey()
    for (const one of [token, await tokenFor(id)]) {
      expect((await check('', `Api-Key ${one}`)).status).toBe(401)
      expect((await check('', `Bearer ${one}`)).status).toBe(401)
    }
  })

  it('for an expired key, before its scopes are checked', async () => {
    const { check, clock } = await openKey({}, { expiresAt: '2026-11-22T11:00:00Z' })
    clock.pass(hour)
    const { status, body } = await check('?scope=yc.ydb.tables.manage')
    expect(status).toBe(401)
    expect(body).toMatchObject({
      code: 16,
      message: expect.stringMatching(/^Expired api key 'AQVN\*{4}.{4} \(\w{8}\)'$/),
    })
  })

  it('from the next check after the key is deleted', async () => {
    const { check, del, apiKey } = await openKey()
    expect((await check()).status).toBe(200)
    await del(`/iam/v1/apiKeys/${apiKey.id}`)
    const { status, body } = await check()
    expect(status).toBe(401)
    expect(body).toMatchObject({ message: expect.stringMatching(/^Unknown api key/) })
  })

  it('from the next check after its account is deleted', async () => {
    const { check, del, id } = await openKey()
    expect((await check()).status).toBe(200)
    await del(`/iam/v1/serviceAccounts/${id}`)
    expect((await check()).status).toBe(401)
  })

  it('from the next check after an earlier expiry is set', async () => {
    const { check, patch, apiKey, clock } = await openKey()
    expect((await check()).status).toBe(200)
    const expiresAt = '2026-11-22T10:00:00.001Z'
    await patch(`/iam/v1/apiKeys/${apiKey.id}`, { updateMask: 'expiresAt', expiresAt })
    clock.pass(1)
    expect((await check()).status).toBe(401)
  })

  it('while its account is suspended or expired', async () => {
    const { check, post, patch, id, clock } = await openKey()
    const account = `/iam/v1/serviceAccounts/${id}`
    await post(`${account}:suspend`, {})
    const { status, body } = await check()
    expect(status).toBe(401)
    expect(body).toMatchObject({ code: 16, message: expect.stringMatching(/^The service account of .* is suspended$/) })
    await post(`${account}:reactivate`, {})
    expect((await check()).status).toBe(200)
    await patch(account, { updateMask: 'expiresAt', expiresAt: '2026-11-22T11:00:00Z' })
    clock.pass(hour)
    expect((await check()).status).toBe(401)
  })
})

describe('authenticate: 403', () => {
  it('names each missing scope', async () => {
    const { check, apiKey } = await openKey()
    const { status, body } = await check('?scope=yc.ydb.tables.manage&scope=yc.postbox.send&scope=x')
    expect(status).toBe(403)
    const message = `Permission denied: api key ${apiKey.id} lacks scope yc.ydb.tables.manage, x`
    expect(body).toMatchObject({ code: 7, message })
  })

  it('from the next check after the scope is removed', async () => {
    const { check, patch, apiKey } = await openKey()
    expect((await check('?scope=yc.postbox.send')).status).toBe(200)
    await patch(`/iam/v1/apiKeys/${apiKey.id}`, { updateMask: 'scopes', scopes: ['yc.monitoring.read'] })
    expect((await check('?scope=yc.postbox.send')).status).toBe(403)
  })

  it('for a scope that is part of another', async () => {
    const { check } = await openKey()
    for (const scope of ['yc.postbox', 'YC.POSTBOX.SEND', 'yc.postbox.send;yc.monitoring.read', '*']) {
      expect((await check(`?scope=${scope}`)).status).toBe(403)
    }
  })
})

describe('required scopes', () => {
  const openScopes = async () => {
    const key = await openKey()
    const ask = (query: string, required: string) =>
      key.send(`${authenticatePath}${query}`, {
        headers: { authorization: `Api-Key ${key.secret}`, 'x-required-scope': required },
      })
    return { ...key, ask }
  }

  it.each([
    ['?scope=yc.postbox.send,yc.monitoring.read', 200],
    ['?scope=yc.postbox.send,%20yc.monitoring.read&scope=yc.postbox.send', 200],
    ['?scope=yc.postbox.send,yc.ydb.tables.manage', 403],
  ])('may be separated by commas: %s', async (query, expected) => {
    const { check } = await openKey()
    expect((await check(query)).status).toBe(expected)
  })

  it.each([
    ['yc.postbox.send', 200],
    ['yc.postbox.send, yc.monitoring.read', 200],
    ['yc.postbox.send,yc.ydb.tables.manage', 403],
  ])('may be in the header of a proxy: %s', async (required, expected) => {
    const { ask } = await openScopes()
    expect((await ask('', required)).status).toBe(expected)
    expect((await ask('/orders?page=2', required)).status).toBe(expected)
  })

  it('combine those of the query and the header', async () => {
    const { ask, apiKey } = await openScopes()
    const { status, body } = await ask('?scope=x,yc.postbox.send', 'y, x')
    const message = `Permission denied: api key ${apiKey.id} lacks scope x, y`
    expect([status, body]).toMatchObject([403, { message }])
  })

  it.each(['', 'yc.postbox.send,', 'x'.repeat(257)])(
    'are rejected if the header is invalid: "%s"',
    async (required) => {
      const { ask } = await openScopes()
      const { status, body } = await ask('', required)
      expect([status, body]).toMatchObject([400, { message: expect.stringContaining('x-required-scope[') }])
    },
  )
})

describe('below /authenticate/', () => {
  it.each(['/', '/orders', '/orders?scope=yc.none&page=2', '//iam/v1/apiKeys', '/%2e%2e%2fhealthz'])(
    'a request is checked whatever its path and query: %s',
    async (path) => {
      const { check, apiKey } = await openKey()
      expect((await check(path)).headers.get('x-api-key-id')).toBe(apiKey.id)
      expect((await check(path, `Api-Key ${unknownSecret}`, 'POST')).status).toBe(401)
    },
  )

  it('a path that only starts with the same text is not a check', async () => {
    const { check } = await openKey()
    expect((await check('d')).status).toBe(404)
  })
})

describe('a change', () => {
  it('takes effect on another replica within a second', async () => {
    const { check, patch, del, apiKey, secret, openReplica } = await openKey()
    const replica = openReplica()
    const there = async () => {
      const headers = { authorization: `Api-Key ${secret}` }
      const url = `http://localhost${authenticatePath}?scope=yc.postbox.send`
      return (await replica(new Request(url, { headers }))).status
    }
    expect([await there(), (await check()).status]).toEqual([200, 200])
    await patch(`/iam/v1/apiKeys/${apiKey.id}`, { updateMask: 'scopes', scopes: ['yc.monitoring.read'] })
    await expect.poll(there, { timeout: 1000 }).toBe(403)
    await del(`/iam/v1/apiKeys/${apiKey.id}`)
    await expect.poll(there, { timeout: 1000 }).toBe(401)
  })

  it('takes effect at the next check, even with an Idempotency-Key', async () => {
    const { check, del, apiKey } = await openKey()
    expect((await check()).status).toBe(200)
    await del(`/iam/v1/apiKeys/${apiKey.id}`, { 'idempotency-key': 'k' })
    expect((await check()).status).toBe(401)
  })
})

describe('authenticate: 400', () => {
  it.each([
    ['?scopes=yc.postbox.send', 'scopes: Unknown field'],
    ['?scope=yc.postbox.send&Scope=x', '_scope: Unknown field'],
    ['?scope=', 'scope[0]: Field is required'],
    ['?scope', 'scope[0]: Field is required'],
    [`?scope=a&scope=${'x'.repeat(257)}`, 'scope[1]: Length must be at most 256 characters'],
  ])('for a valid key if no scope would be checked: %s', async (query, problem) => {
    const { check } = await openKey()
    const { status, body } = await check(query)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 3, message: expect.stringContaining(problem) })
    expect((await check(query, `Api-Key ${unknownSecret}`)).status).toBe(401)
  })
})

describe('authenticate: 503', () => {
  it('when the database is unreachable, so that nobody passes', async () => {
    const findBySecretHash = () => Promise.reject(new UnavailableError('down'))
    const { check } = await openKey({
      broken: (store: Store) => ({ ...store, apiKeys: { ...store.apiKeys, findBySecretHash } }),
    })
    expect(await check()).toMatchObject({ status: 503, body: { code: 14 } })
  })
})
