import { describe, expect, it } from 'vitest'

import { defaultScopes, knownScopes } from '#contract/scope.ts'
import { MissingParentError, type Store, UnavailableError } from '../store/store.ts'
import { openApp, refused, statuses } from '../testing/open-app.ts'

const path = '/iam/v1/apiKeys'
const emoji = (count: number) => '🤖'.repeat(count)

/** The service, one account, and Create of a key for it. */
const openAccount = async (options?: Parameters<typeof openApp>[0]) => {
  const app = await openApp(options)
  const serviceAccountId = await app.account()
  const create = (fields: Record<string, unknown> = {}) => app.post(path, { serviceAccountId, ...fields })
  return { ...app, serviceAccountId, create }
}

describe('Create: 200', () => {
  it('returns the key and, once, its secret', async () => {
    const { create, serviceAccountId } = await openAccount()
    const scopes = ['yc.postbox.send', 'yc.monitoring.read']
    const { status, body } = await create({ description: 'my key', scopes, expiresAt: '2027-01-01T21:00:00Z' })
    expect(status).toBe(200)
    const { secret } = body as { secret: string }
    expect(secret).toMatch(/^AQVN[A-Za-z0-9_-]{36}$/)
    expect(body).toEqual({
      apiKey: {
        id: expect.stringMatching(/^aje[0-9a-v]{17}$/),
        serviceAccountId,
        createdAt: '2026-11-22T10:00:00Z',
        description: 'my key',
        scopes,
        expiresAt: '2027-01-01T21:00:00Z',
        maskedSecret: `****${secret.slice(-6)}`,
      },
      secret,
    })
  })

  it('never expires and has no description by default', async () => {
    const { key, serviceAccountId } = await openAccount()
    const { apiKey } = await key(serviceAccountId)
    expect(Object.keys(apiKey).toSorted()).toEqual(['createdAt', 'id', 'maskedSecret', 'scopes', 'serviceAccountId'])
  })

  it.each([{}, { scopes: [] }, { scope: '' }, { scope: '', scopes: [] }])(
    'gives %j the ten default scopes',
    async (fields) => {
      const { key, serviceAccountId } = await openAccount()
      const { apiKey } = await key(serviceAccountId, fields)
      expect(apiKey.scopes).toEqual(defaultScopes)
      expect(apiKey).not.toHaveProperty('scope')
    },
  )

  it.each([
    ['one of scopes', { scopes: ['yc.postbox.send'] }],
    ['the deprecated scope', { scope: 'yc.postbox.send' }],
    ['the deprecated scope beside an empty list', { scope: 'yc.postbox.send', scopes: [] }],
    ['a scope of scopes, which overrules the deprecated one', { scope: 'other', scopes: ['yc.postbox.send'] }],
  ])('fills scope and scopes from %s', async (_, fields) => {
    const { key, serviceAccountId } = await openAccount()
    const { apiKey } = await key(serviceAccountId, fields)
    expect(apiKey).toMatchObject({ scope: 'yc.postbox.send', scopes: ['yc.postbox.send'] })
  })

  it('keeps the order of the scopes', async () => {
    const { key, serviceAccountId } = await openAccount()
    const scopes = ['yc.postbox.send', 'yc.ai.vision.execute', 'yc.monitoring.read']
    expect((await key(serviceAccountId, { scopes })).apiKey.scopes).toEqual(scopes)
  })

  it('accepts 100 scopes of up to 256 characters', async () => {
    const scopes = Array.from({ length: 100 }, (_, n) => `yc.${String(n).padStart(253, '0')}`)
    const { key, serviceAccountId } = await openAccount({ scopes })
    const { apiKey } = await key(serviceAccountId, { scopes })
    expect(apiKey.scopes).toEqual(scopes)
  })

  it('accepts a description of 256 characters, however many bytes they take', async () => {
    const { key, serviceAccountId } = await openAccount()
    const { apiKey } = await key(serviceAccountId, { description: emoji(256) })
    expect(apiKey.description).toBe(emoji(256))
  })

  it.each([
    ['2105-12-31T23:59:59.999999999Z', '2105-12-31T23:59:59.999Z'],
    ['2027-01-01T21:00:00.123456789Z', '2027-01-01T21:00:00.123Z'],
    ['2027-01-01T03:00:00+03:00', '2027-01-01T00:00:00Z'],
    ['2026-12-31T18:30:00-05:30', '2027-01-01T00:00:00Z'],
    ['2026-11-22T10:00:00.001Z', '2026-11-22T10:00:00.001Z'],
  ])('stores the expiry %s as %s', async (expiresAt, utc) => {
    const { key, serviceAccountId } = await openAccount()
    expect((await key(serviceAccountId, { expiresAt })).apiKey.expiresAt).toBe(utc)
  })

  it('creates a different key and secret each time', async () => {
    const { key, serviceAccountId } = await openAccount()
    const [a, b] = [await key(serviceAccountId), await key(serviceAccountId)]
    expect(a.secret).not.toBe(b.secret)
    expect(a.apiKey.id).not.toBe(b.apiKey.id)
  })
})

const timestamp = 'Must be an RFC 3339 timestamp from 1970-01-01T00:00:00Z to 2105-12-31T23:59:59.999999999Z'
const tooMany = { scopes: 'Number of elements must be in the range of 0 to 100' }

describe('Create: 400', () => {
  it('requires the administrator to name the account', async () => {
    const { post } = await openApp()
    const answer = await post(path, {})
    expect(answer.body).toMatchObject({
      code: 3,
      message: 'Validation failed:\n  - service_account_id: Field is required',
    })
  })

  it.each([
    ['an unknown scope', { scopes: ['yc.postbox.send', 'yc.none'] }, { 'scopes[1]': 'Unknown scope yc.none' }],
    ['an unknown deprecated scope', { scope: 'yc.none' }, { scope: 'Unknown scope yc.none' }],
    ['a scope twice', { scopes: ['yc.postbox.send', 'yc.postbox.send'] }, { scopes: 'Elements must be unique' }],
    ['an empty scope', { scopes: [''] }, { 'scopes[0]': 'Field is required' }],
    [
      'a scope of 257 characters',
      { scopes: ['x'.repeat(257)] },
      { 'scopes[0]': 'Length must be at most 256 characters' },
    ],
    ['101 scopes', { scopes: Array.from({ length: 101 }, (_, n) => `yc.${n}`) }, tooMany],
    ['a text for scopes', { scopes: 'yc.postbox.send' }, { scopes: 'Must be of type array' }],
    ['257 characters', { description: `${emoji(256)}x` }, { description: 'Length must be at most 256 characters' }],
    [
      'half a surrogate pair',
      { description: '\ud83e' },
      { description: 'Must not contain NUL or an unpaired surrogate' },
    ],
    ['an expiry in the past', { expiresAt: '2026-11-22T09:59:59Z' }, { expires_at: 'Must be in the future' }],
    ['an expiry now', { expiresAt: '2026-11-22T10:00:00Z' }, { expires_at: 'Must be in the future' }],
    ['the year 1970', { expiresAt: '1970-01-01T00:00:00Z' }, { expires_at: 'Must be in the future' }],
    ['the year 2106', { expiresAt: '2106-01-01T00:00:00Z' }, { expires_at: timestamp }],
    ['30 February', { expiresAt: '2027-02-30T00:00:00Z' }, { expires_at: timestamp }],
    ['hour 24', { expiresAt: '2027-01-01T24:00:00Z' }, { expires_at: timestamp }],
    ['a day without a time', { expiresAt: '2027-01-01' }, { expires_at: timestamp }],
    ['an unknown field', { expireAt: '2027-01-01T00:00:00Z' }, { expire_at: 'Unknown field' }],
  ])('rejects %s', async (_, fields, violations) => {
    const { create, get, serviceAccountId } = await openAccount()
    const answer = await create(fields)
    expect(answer.status).toBe(400)
    expect(refused(answer)).toEqual(violations)
    expect((await get(`${path}?serviceAccountId=${serviceAccountId}`)).body).toEqual({})
  })
})

describe('Create: 404', () => {
  it('fails for an account that does not exist', async () => {
    const { post } = await openApp()
    const { status, body } = await post(path, { serviceAccountId: 'ajenone' })
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: 'ServiceAccount ajenone not found' })
  })

  it('fails if the account is deleted during the creation', async () => {
    const { create, del, get, serviceAccountId } = await openAccount()
    const [gone, made] = await Promise.all([del(`/iam/v1/serviceAccounts/${serviceAccountId}`), create()])
    expect(gone.status).toBe(200)
    expect([200, 404]).toContain(made.status)
    expect((await get(`${path}?serviceAccountId=${serviceAccountId}`)).status).toBe(404)
  })
})

describe('Create: 429', () => {
  const quotas = { apiKeys: 2, serviceAccounts: 0 }

  it('fails if the quota is exhausted, with limit and usage', async () => {
    const { create, account, key, sibling } = await openAccount({ quotas })
    await create()
    await key(await account({ folderId: sibling.id }))
    const { status, body } = await create()
    expect(status).toBe(429)
    expect(body).toMatchObject({
      code: 8,
      message: 'Quota limit iam.apiKeys.count exceeded',
      details: [
        {
          '@type': 'type.googleapis.com/yandex.cloud.quota.QuotaFailure',
          violations: [{ metric: { name: 'iam.apiKeys.count', limit: '2', usage: '2' }, required: '3' }],
        },
        { '@type': 'type.googleapis.com/google.rpc.RequestInfo' },
      ],
    })
  })

  it('counts per cloud, without deleted resources', async () => {
    const { create, del, account, key, elsewhere, serviceAccountId } = await openAccount({ quotas })
    const { apiKey } = await key(serviceAccountId)
    await create()
    await expect(key(await account({ folderId: elsewhere.id }))).resolves.toHaveProperty('secret')
    await del(`${path}/${apiKey.id}`)
    expect((await create()).status).toBe(200)
  })

  it('counts keys that have expired until they are deleted', async () => {
    const { create, del, key, clock, serviceAccountId } = await openAccount({ quotas })
    const { apiKey } = await key(serviceAccountId, { expiresAt: '2026-11-22T11:00:00Z' })
    await create()
    clock.pass(2 * 3_600_000)
    expect((await create()).status).toBe(429)
    await del(`${path}/${apiKey.id}`)
    expect((await create()).status).toBe(200)
  })

  it('does not count the keys of a deleted account', async () => {
    const { create, del, account, key } = await openAccount({ quotas })
    const other = await account()
    await key(other)
    await key(other)
    expect((await create()).status).toBe(429)
    await del(`/iam/v1/serviceAccounts/${other}`)
    expect((await create()).status).toBe(200)
  })

  it('holds for concurrent requests', async () => {
    const { create } = await openAccount({ quotas })
    const answers = await Promise.all([create(), create(), create(), create()])
    expect(statuses(answers)).toEqual([200, 200, 429, 429])
  })
})

describe('the accepted scopes', () => {
  it('are those that ListScopes returns', async () => {
    const { create } = await openAccount()
    expect((await create({ scopes: knownScopes.map(({ id }) => id) })).status).toBe(200)
  })
})

describe('Create during another event', () => {
  it('is 404 if its account is deleted just before the key is written', async () => {
    const broken = (store: Store): Store => ({
      ...store,
      transaction: (work) =>
        store.transaction((tx) => {
          const insert = () => Promise.reject(new MissingParentError('It is being deleted'))
          return work({ ...tx, apiKeys: { ...tx.apiKeys, insert } })
        }),
    })
    const { create, serviceAccountId } = await openAccount({ broken })
    const { status, body } = await create()
    expect([status, body]).toMatchObject([404, { message: `ServiceAccount ${serviceAccountId} not found` }])
  })

  it('is 503, without a retry, if the response of the database is lost', async () => {
    let commits = 0
    let isLost = false
    const broken = (store: Store): Store => ({
      ...store,
      transaction: async (work) => {
        const answer = await store.transaction(work)
        if (!isLost) return answer
        commits += 1
        throw new UnavailableError('The connection was lost')
      },
    })
    const { create, get, serviceAccountId } = await openAccount({ broken })
    isLost = true
    expect((await create()).status).toBe(503)
    const { body } = await get(`${path}?serviceAccountId=${serviceAccountId}`)
    expect((body as { apiKeys: unknown[] }).apiKeys).toHaveLength(1)
    expect(commits).toBe(1)
  })
})
