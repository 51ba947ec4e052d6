import { describe, expect, it } from 'vitest'

import { openApp, refused, statuses } from '../testing/open-app.ts'

const path = '/iam/v1/serviceAccounts'
const emoji = (count: number) => '🤖'.repeat(count)
const labels = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`key-${n}`, 'value']))

describe('Create: 200', () => {
  it('returns a finished operation with the account', async () => {
    const { post, folder } = await openApp()
    const { status, body } = await post(path, { folderId: folder.id, name: 'my-robot', labels: { canary: '' } })
    expect(status).toBe(200)
    const { serviceAccountId: id } = (body as { metadata: { serviceAccountId: string } }).metadata
    expect(id).toMatch(/^aje[0-9a-v]{17}$/)
    expect(body).toEqual({
      id: expect.stringMatching(/^aje[0-9a-v]{17}$/),
      description: 'Create service account',
      createdAt: '2026-11-22T10:00:00Z',
      createdBy: 'ajeadministrator0000',
      modifiedAt: '2026-11-22T10:00:00Z',
      done: true,
      metadata: {
        '@type': 'type.googleapis.com/yandex.cloud.iam.v1.CreateServiceAccountMetadata',
        serviceAccountId: id,
      },
      response: {
        '@type': 'type.googleapis.com/yandex.cloud.iam.v1.ServiceAccount',
        id,
        folderId: folder.id,
        createdAt: '2026-11-22T10:00:00Z',
        name: 'my-robot',
        labels: { canary: '' },
        status: 'ACTIVE',
      },
    })
  })

  it.each([
    ['a name of one character', { name: 'a' }],
    ['a name of 63 characters', { name: `a${'-'.repeat(61)}z` }],
    ['a name with digits', { name: 'a-0-9' }],
    ['a description of 256 characters', { description: emoji(256) }],
    ['an empty description', { description: '' }],
    ['64 labels', { labels: labels(64) }],
    ['a label key and value of 63 characters', { labels: { ['k'.repeat(63)]: 'v'.repeat(63) } }],
    ['the last moment', { expiresAt: '2105-12-31T23:59:59.999999999Z' }],
  ])('takes %s', async (_, fields) => {
    const { post, folder } = await openApp()
    expect((await post(path, { folderId: folder.id, name: 'robot', ...fields })).status).toBe(200)
  })

  it('accepts a name used in another cloud', async () => {
    const { account, elsewhere } = await openApp()
    await account({ name: 'robot' })
    await expect(account({ name: 'robot', folderId: elsewhere.id })).resolves.toMatch(/^aje/)
  })
})

const namePattern = 'Must match the pattern ^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$'
const timestamp = 'Must be an RFC 3339 timestamp from 1970-01-01T00:00:00Z to 2105-12-31T23:59:59.999999999Z'

describe('Create: 400', () => {
  it('names every field that is missing', async () => {
    const { post } = await openApp()
    const answer = await post(path, {})
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: 3,
      message: 'Validation failed:\n  - folder_id: Field is required\n  - name: Field is required',
    })
  })

  it.each([
    ['an empty name', { name: '' }, { name: 'Field is required' }],
    ['a name of 64 characters', { name: 'a'.repeat(64) }, { name: namePattern }],
    ['a capital letter', { name: 'Robot' }, { name: namePattern }],
    ['a name that starts with a digit', { name: '1robot' }, { name: namePattern }],
    ['a name that ends with a hyphen', { name: 'robot-' }, { name: namePattern }],
    ['a name with a blank', { name: 'my robot' }, { name: namePattern }],
    ['a name with a line break behind', { name: 'robot\n' }, { name: namePattern }],
    ['257 characters', { description: `${emoji(256)}x` }, { description: 'Length must be at most 256 characters' }],
    ['NUL', { description: 'a\u0000' }, { description: 'Must not contain NUL or an unpaired surrogate' }],
    ['65 labels', { labels: labels(65) }, { labels: 'Number of elements must be in the range of 0 to 64' }],
    ['a bad label key', { labels: { Team: '' } }, { 'labels.Team': 'Must match the pattern ^[a-z][-_0-9a-z]{0,62}$' }],
    ['a bad label value', { labels: { a: 'B' } }, { 'labels.a': 'Must match the pattern ^[-_0-9a-z]{0,63}$' }],
    ['a label that is a number', { labels: { a: 1 } }, { 'labels.a': 'Must be of type string' }],
    [
      'a folder id of 51 characters',
      { folderId: 'x'.repeat(51) },
      { folder_id: 'Length must be at most 50 characters' },
    ],
    ['an expiry now', { expiresAt: '2026-11-22T10:00:00Z' }, { expires_at: 'Must be in the future' }],
    ['a moment after 2105', { expiresAt: '2106-01-01T00:00:00Z' }, { expires_at: timestamp }],
    ['a moment before 1970', { expiresAt: '1969-12-31T23:59:59Z' }, { expires_at: timestamp }],
    ['30 February', { expiresAt: '2027-02-30T00:00:00Z' }, { expires_at: timestamp }],
    ['an unknown field', { displayName: 'x' }, { display_name: 'Unknown field' }],
    ['a field that the server sets', { id: 'aje1' }, { id: 'Unknown field' }],
    ['a number for a text', { description: 5 }, { description: 'Must be of type string' }],
    ['null for a required field', { name: null }, { name: 'Field is required' }],
    ['null in a map', { labels: { a: null } }, { 'labels.a': 'Must be of type string' }],
  ])('rejects %s', async (_, fields, violations) => {
    const { post, get, folder } = await openApp()
    const answer = await post(path, { folderId: folder.id, name: 'robot', ...fields })
    expect(answer.status).toBe(400)
    expect(refused(answer)).toEqual(violations)
    expect((await get(`${path}?folderId=${folder.id}`)).body).toEqual({})
  })

  it.each([
    ['"__proto__": {"x": 1}', '__proto__'],
    ['"labels": {"__proto__": "x"}', 'labels.__proto__'],
  ])('rejects %s', async (field, name) => {
    const { post, folder } = await openApp()
    const answer = await post(path, `{"folderId": "${folder.id}", "name": "robot", ${field}}`)
    expect(answer.status).toBe(400)
    expect(refused(answer)).toEqual({ [name]: 'Unknown field' })
  })
})

describe('Create: 404', () => {
  it('fails for a folder that does not exist', async () => {
    const { post } = await openApp()
    const { status, body } = await post(path, { folderId: 'b1gnone', name: 'robot' })
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: 'Folder b1gnone not found' })
  })
})

describe('Create: 409', () => {
  it('fails for a name used in another folder of the cloud', async () => {
    const { post, account, sibling } = await openApp()
    await account({ name: 'robot' })
    const { status, body } = await post(path, { folderId: sibling.id, name: 'robot' })
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 6, message: 'ServiceAccount with name robot already exists' })
  })

  it('lets one of several concurrent requests succeed', async () => {
    const { post, folder } = await openApp()
    const body = { folderId: folder.id, name: 'robot' }
    const answers = await Promise.all([post(path, body), post(path, body), post(path, body)])
    expect(statuses(answers)).toEqual([200, 409, 409])
  })
})

describe('Create: 429 and 409', () => {
  it('an exhausted quota is reported before a duplicate name', async () => {
    const { post, account, folder } = await openApp({ quotas: { apiKeys: 0, serviceAccounts: 1 } })
    await account({ name: 'robot' })
    expect((await post(path, { folderId: folder.id, name: 'robot' })).status).toBe(429)
  })
})

describe('Create: 429', () => {
  const quotas = { apiKeys: 0, serviceAccounts: 2 }

  it('fails if the quota is exhausted, with limit and usage', async () => {
    const { post, account, folder, sibling } = await openApp({ quotas })
    await account()
    await account({ folderId: sibling.id })
    const { status, body } = await post(path, { folderId: folder.id, name: 'robot' })
    expect(status).toBe(429)
    expect(body).toMatchObject({
      code: 8,
      message: 'Quota limit iam.serviceAccounts.count exceeded',
      details: [
        {
          '@type': 'type.googleapis.com/yandex.cloud.quota.QuotaFailure',
          violations: [{ metric: { name: 'iam.serviceAccounts.count', limit: '2', usage: '2' }, required: '3' }],
        },
        { '@type': 'type.googleapis.com/google.rpc.RequestInfo' },
      ],
    })
  })

  it('counts per cloud, without deleted resources', async () => {
    const { del, account, elsewhere } = await openApp({ quotas })
    const id = await account()
    await account()
    await expect(account({ folderId: elsewhere.id })).resolves.toMatch(/^aje/)
    await del(`${path}/${id}`)
    await expect(account()).resolves.toMatch(/^aje/)
  })

  it('holds for concurrent requests', async () => {
    const { post, folder } = await openApp({ quotas })
    const create = (n: number) => post(path, { folderId: folder.id, name: `robot-${n}` })
    const answers = await Promise.all([1, 2, 3, 4].map(create))
    expect(statuses(answers)).toEqual([200, 200, 429, 429])
  })
})
