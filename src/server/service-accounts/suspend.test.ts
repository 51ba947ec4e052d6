import { describe, expect, it } from 'vitest'

import { openApp, refused } from '../testing/open-app.ts'

const path = '/iam/v1/serviceAccounts'
const type = (message: string) => `type.googleapis.com/yandex.cloud.iam.v1.${message}`
const hour = 3_600_000

const openAccount = async (fields: Record<string, unknown> = {}) => {
  const app = await openApp()
  const id = await app.account(fields)
  const suspend = (body: unknown = {}) => app.post(`${path}/${id}:suspend`, body)
  const reactivate = (body: unknown = {}) => app.post(`${path}/${id}:reactivate`, body)
  const read = async () => (await app.get(`${path}/${id}`)).body as { status: string; expiresAt?: string }
  return { ...app, id, suspend, reactivate, read }
}

describe('Suspend: 200', () => {
  it('returns a finished operation that records the reason', async () => {
    const { suspend, read, id } = await openAccount()
    const { status, body } = await suspend({ reason: 'Инцидент 42' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      description: 'Suspend service account: Инцидент 42',
      done: true,
      metadata: { '@type': type('SuspendServiceAccountMetadata'), serviceAccountId: id },
      response: { '@type': type('SuspendServiceAccountResponse') },
    })
    expect(await read()).toMatchObject({ status: 'SUSPENDED' })
  })

  it('needs no reason, and keeps the keys', async () => {
    const { suspend, key, get, id } = await openAccount()
    const { apiKey } = await key(id)
    expect((await suspend()).body).toMatchObject({ description: 'Suspend service account' })
    expect((await get(`/iam/v1/apiKeys/${apiKey.id}`)).body).toEqual(apiKey)
  })

  it('of a suspended account succeeds again, and is recorded with its own reason', async () => {
    const { suspend, read, get, id } = await openAccount()
    await suspend({ reason: 'first' })
    expect((await suspend({ reason: 'second' })).status).toBe(200)
    expect(await read()).toMatchObject({ status: 'SUSPENDED' })
    const { operations } = (await get(`${path}/${id}/operations`)).body as { operations: { description: string }[] }
    expect(operations.map(({ description }) => description).toSorted()).toEqual([
      'Create service account',
      'Suspend service account: first',
      'Suspend service account: second',
    ])
  })

  it('truncates the description to 256 characters if the reason is long', async () => {
    const { suspend } = await openAccount()
    const { description } = (await suspend({ reason: '🤖'.repeat(256) })).body as { description: string }
    expect([...description]).toHaveLength(256)
    expect(description).toMatch(/^Suspend service account: (?:🤖)+$/u)
  })

  it('sets the expiry of the account', async () => {
    const { suspend, read } = await openAccount({ expiresAt: '2027-01-01T00:00:00Z' })
    await suspend()
    expect(await read()).toMatchObject({ expiresAt: '2027-01-01T00:00:00Z' })
    await suspend({ expiresAt: '2026-12-01T00:00:00Z' })
    expect(await read()).toMatchObject({ status: 'SUSPENDED', expiresAt: '2026-12-01T00:00:00Z' })
  })
})

describe('Suspend: 400', () => {
  it.each([
    [{ reason: 'x'.repeat(257) }, { reason: 'Length must be at most 256 characters' }],
    [{ expiresAt: '2026-11-22T10:00:00Z' }, { expires_at: 'Must be in the future' }],
    [{ expiresAt: '' }, { expires_at: expect.stringContaining('RFC 3339') }],
    [{ comment: '' }, { comment: 'Unknown field' }],
  ])('rejects %j', async (fields, violations) => {
    const { suspend, read } = await openAccount()
    expect(refused(await suspend(fields))).toEqual(violations)
    expect(await read()).toMatchObject({ status: 'ACTIVE' })
  })
})

describe('Reactivate: 200', () => {
  it('returns a finished operation', async () => {
    const { suspend, reactivate, read, id } = await openAccount()
    await suspend()
    const { status, body } = await reactivate()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      description: 'Reactivate service account',
      done: true,
      metadata: { '@type': type('ReactivateServiceAccountMetadata'), serviceAccountId: id },
      response: { '@type': type('ReactivateServiceAccountResponse') },
    })
    expect(await read()).toMatchObject({ status: 'ACTIVE' })
  })

  it('of an active account succeeds, is recorded, and needs no body', async () => {
    const { send, get, token, read, id } = await openAccount()
    const headers = { authorization: `Bearer ${token}` }
    expect((await send(`${path}/${id}:reactivate`, { method: 'POST', headers })).status).toBe(200)
    expect(await read()).toMatchObject({ status: 'ACTIVE' })
    expect((await get(`${path}/${id}/operations`)).text).toContain('Reactivate service account')
  })
})

describe('Reactivate: 400', () => {
  it('rejects a reason', async () => {
    const { reactivate } = await openAccount()
    expect(refused(await reactivate({ reason: 'x' }))).toEqual({ reason: 'Unknown field' })
  })
})

describe.each(['suspend', 'reactivate'])('%s: 404', (verb) => {
  it('fails for an account that does not exist', async () => {
    const { post } = await openApp()
    const { status, body } = await post(`${path}/ajenone:${verb}`, {})
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: 'ServiceAccount ajenone not found' })
  })
})

describe('an account that has expired', () => {
  const openExpired = async () => {
    const app = await openAccount({ expiresAt: '2026-11-22T11:00:00Z' })
    app.clock.pass(hour - 1)
    expect(await app.read()).toMatchObject({ status: 'ACTIVE' })
    app.clock.pass(1)
    return app
  }

  it('is suspended in Get and in lists', async () => {
    const { read, get, folder } = await openExpired()
    expect(await read()).toMatchObject({ status: 'SUSPENDED', expiresAt: '2026-11-22T11:00:00Z' })
    const { body } = await get(`${path}?folderId=${folder.id}`)
    expect(body).toMatchObject({ serviceAccounts: [{ status: 'SUSPENDED' }] })
  })

  it('stays suspended when it is reactivated, because the old expiry still applies', async () => {
    const { reactivate, read } = await openExpired()
    expect((await reactivate()).status).toBe(200)
    expect(await read()).toMatchObject({ status: 'SUSPENDED' })
  })

  it.each(['', '2027-01-01T00:00:00Z'])('is active again when its expiry becomes "%s"', async (expiresAt) => {
    const { patch, read, id } = await openExpired()
    await patch(`${path}/${id}`, { updateMask: 'expiresAt', expiresAt })
    expect(await read()).toMatchObject({ status: 'ACTIVE' })
  })

  it('needs both if it was also suspended', async () => {
    const { suspend, reactivate, patch, read, id } = await openExpired()
    await suspend()
    await patch(`${path}/${id}`, { updateMask: 'expiresAt' })
    expect(await read()).toMatchObject({ status: 'SUSPENDED' })
    await reactivate()
    expect(await read()).toMatchObject({ status: 'ACTIVE' })
  })
})
