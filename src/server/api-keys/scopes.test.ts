import { describe, expect, it } from 'vitest'

import { knownScopes } from '#contract/scope.ts'
import { openApp, refused, walk } from '../testing/open-app.ts'

const all = knownScopes.map(({ id }) => id).toSorted()

describe.each(['/iam/v1/apiKeyScopes', '/iam/v1/apiKeys/scopes'])('ListScopes at %s: 200', (path) => {
  it('lists all scopes by name, as plain strings', async () => {
    const { get } = await openApp()
    const { status, body } = await get(path)
    expect(status).toBe(200)
    expect(body).toEqual({ scopes: all })
  })

  it.each([
    [1, 28],
    [9, 4],
    [14, 2],
    [27, 2],
    [28, 1],
    [1000, 1],
  ])('returns %i a page, all on %i pages', async (pageSize, expected) => {
    const { get } = await openApp()
    const { rows, pages } = await walk(get, `${path}?pageSize=${pageSize}`, 'scopes')
    expect(rows).toEqual(all)
    expect(pages).toBe(expected)
  })
})

describe('ListScopes: 200', () => {
  it('continues at its position when scopes are added in between', async () => {
    const before = await openApp({ scopes: ['yc.b', 'yc.d', 'yc.f'] })
    const after = await openApp({ scopes: ['yc.a', 'yc.b', 'yc.c', 'yc.d', 'yc.e', 'yc.f'] })
    const { body } = await before.get('/iam/v1/apiKeyScopes?pageSize=2')
    const { nextPageToken } = body as { nextPageToken: string }
    const next = await after.get(`/iam/v1/apiKeyScopes?pageToken=${encodeURIComponent(nextPageToken)}`)
    expect(next.body).toEqual({ scopes: ['yc.e', 'yc.f'] })
  })
})

describe('ListScopes: 400', () => {
  it.each([
    ['pageSize=1001', { page_size: 'Must be at most 1000' }],
    ['pageToken=nonsense', { page_token: 'Invalid page token' }],
    ['serviceAccountId=aje1', { service_account_id: 'Unknown field' }],
  ])('rejects %s', async (query, violations) => {
    const { get } = await openApp()
    expect(refused(await get(`/iam/v1/apiKeyScopes?${query}`))).toEqual(violations)
  })
})

describe('the older path', () => {
  it('is not an API key with that ID, except for Delete', async () => {
    const { get, del } = await openApp()
    expect((await get('/iam/v1/apiKeys/scopes')).body).toHaveProperty('scopes')
    expect((await del('/iam/v1/apiKeys/scopes')).body).toMatchObject({ code: 5, message: 'ApiKey scopes not found' })
  })
})
