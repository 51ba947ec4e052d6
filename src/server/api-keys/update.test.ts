import { describe, expect, it } from 'vitest'

import { openApp, refused } from '../testing/open-app.ts'

const path = '/iam/v1/apiKeys'
const hour = 3_600_000

/** A key with every field set, and Update of it. */
const openKey = async (fields: Record<string, unknown> = {}) => {
  const app = await openApp()
  const given = {
    description: 'before',
    scopes: ['yc.postbox.send', 'yc.logging.write'],
    expiresAt: '2026-12-01T00:00:00Z',
    ...fields,
  }
  const { apiKey } = await app.key(await app.account(), given)
  const update = (body: unknown, headers?: Record<string, string>) => app.patch(`${path}/${apiKey.id}`, body, headers)
  const read = async () => (await app.get(`${path}/${apiKey.id}`)).body
  return { ...app, apiKey, update, read }
}

describe('Update: 200', () => {
  it('returns a finished operation with the updated key', async () => {
    const { update, read, apiKey } = await openKey()
    const { status, body } = await update({ updateMask: 'description', description: 'after' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      description: 'Update API key',
      createdBy: 'ajeadministrator0000',
      done: true,
      metadata: { '@type': 'type.googleapis.com/yandex.cloud.iam.v1.UpdateApiKeyMetadata', apiKeyId: apiKey.id },
      response: { '@type': 'type.googleapis.com/yandex.cloud.iam.v1.ApiKey', ...apiKey, description: 'after' },
    })
    expect(await read()).toEqual({ ...apiKey, description: 'after' })
  })

  it.each([
    ['description', { description: 'after' }],
    ['description', {}, 'description'],
    ['scopes', { scope: 'yc.search-api.execute', scopes: ['yc.search-api.execute'] }],
    ['scopes', { scopes: ['yc.logging.write', 'yc.postbox.send'] }],
    ['expiresAt', { expiresAt: '2027-01-01T00:00:00Z' }],
    ['expiresAt', {}, 'expiresAt'],
    ['expiresAt,description', { expiresAt: '2027-01-01T00:00:00Z', description: 'after' }],
  ])('changes only %s: %j', async (updateMask, becomes, gone = '') => {
    const { update, read, apiKey } = await openKey()
    const { scope: _, ...given } = { scope: '', ...becomes }
    expect((await update({ updateMask, ...given })).status).toBe(200)
    const expected = Object.fromEntries(Object.entries({ ...apiKey, ...becomes }).filter(([name]) => name !== gone))
    expect(await read()).toEqual(expected)
  })

  it('ignores fields outside the mask', async () => {
    const { update, read, apiKey } = await openKey()
    const fields = { scopes: ['yc.nobody.knows'], expiresAt: '2000-01-01T00:00:00Z', description: 'after' }
    expect((await update({ updateMask: 'description', ...fields })).status).toBe(200)
    expect(await read()).toEqual({ ...apiKey, description: 'after' })
  })

  it.each([{}, { updateMask: '' }])('overwrites every field without a mask: %j', async (mask) => {
    const { update, read, apiKey } = await openKey()
    expect((await update({ ...mask, scopes: ['yc.postbox.send'] })).status).toBe(200)
    const { description: _, expiresAt: __, ...rest } = apiKey
    expect(await read()).toEqual({ ...rest, scope: 'yc.postbox.send', scopes: ['yc.postbox.send'] })
  })

  it.each([{}, { expiresAt: '' }])('removes the expiry: %j', async (fields) => {
    const { update, read } = await openKey()
    expect((await update({ updateMask: 'expiresAt', ...fields })).status).toBe(200)
    expect(await read()).not.toHaveProperty('expiresAt')
  })

  it('changes a key that has expired without asking for a new expiry', async () => {
    const { update, read, clock } = await openKey({ expiresAt: '2026-11-22T11:00:00Z' })
    clock.pass(2 * hour)
    expect((await update({ updateMask: 'description', description: 'after' })).status).toBe(200)
    expect(await read()).toMatchObject({ description: 'after', expiresAt: '2026-11-22T11:00:00Z' })
  })

  it('applies all concurrent changes', async () => {
    const { update, read } = await openKey()
    await Promise.all([
      update({ updateMask: 'description', description: 'after' }),
      update({ updateMask: 'scopes', scopes: ['yc.search-api.execute'] }),
      update({ updateMask: 'expiresAt' }),
    ])
    const key = await read()
    expect(key).toMatchObject({ description: 'after', scopes: ['yc.search-api.execute'] })
    expect(key).not.toHaveProperty('expiresAt')
  })

  it('is executed once under an Idempotency-Key', async () => {
    const { update, apiKey, get } = await openKey()
    const body = { updateMask: 'description', description: 'after' }
    const [first, second] = [
      await update(body, { 'idempotency-key': 'k' }),
      await update(body, { 'idempotency-key': 'k' }),
    ]
    expect(second.text).toBe(first.text)
    const { operations } = (await get(`${path}/${apiKey.id}/operations`)).body as { operations: unknown[] }
    expect(operations).toHaveLength(2)
  })
})

describe('Update: 400', () => {
  const count = 'Number of elements must be in the range of 1 to 100'

  it.each([
    ['scopes', {}, { scopes: count }],
    ['scopes', { scopes: [] }, { scopes: count }],
    ['', {}, { scopes: count }],
    ['scopes', { scopes: ['yc.nobody.knows'] }, { 'scopes[0]': 'Unknown scope yc.nobody.knows' }],
    ['scopes', { scopes: ['yc.postbox.send', 'yc.postbox.send'] }, { scopes: 'Elements must be unique' }],
    ['expiresAt', { expiresAt: '2026-11-22T10:00:00Z' }, { expires_at: 'Must be in the future' }],
    ['description', { description: 'x'.repeat(257) }, { description: 'Length must be at most 256 characters' }],
    ['name', {}, { update_mask: 'Must be a comma-separated list of description, scopes, expiresAt' }],
    ['description,', {}, { update_mask: 'Must be a comma-separated list of description, scopes, expiresAt' }],
    ['description', { scope: 'yc.postbox.send' }, { scope: 'Unknown field' }],
    ['scopes', { scopes: ['yc.postbox.send'], description: 5 }, { description: 'Must be of type string' }],
    ['description', { description: 'after', expiresAt: 'soon' }, { expires_at: expect.stringContaining('RFC 3339') }],
    [
      'description',
      { description: 'after', scopes: ['x'.repeat(257)] },
      { 'scopes[0]': 'Length must be at most 256 characters' },
    ],
  ])('rejects the mask "%s" with %j', async (updateMask, fields, violations) => {
    const { update, read, apiKey } = await openKey()
    const answer = await update({ updateMask, ...fields })
    expect(answer.status).toBe(400)
    expect(refused(answer)).toEqual(violations)
    expect(await read()).toEqual(apiKey)
  })
})

describe('Update: 404', () => {
  it('fails for a key that does not exist, without an operation', async () => {
    const { patch, committed } = await openApp()
    const before = committed.length
    const { status, body } = await patch(`${path}/ajenone`, { updateMask: 'description' })
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: 'ApiKey ajenone not found' })
    expect(committed).toHaveLength(before)
  })
})
