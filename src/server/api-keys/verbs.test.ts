import { describe, expect, it } from 'vitest'

import { openApp, refused, walk } from '../testing/open-app.ts'
import { sha256 } from '../secrets/hash.ts'

const path = '/iam/v1/apiKeys'

describe('List: 200', () => {
  it('lists only the keys of the account, oldest first', async () => {
    const { get, account, key, clock } = await openApp()
    const id = await account()
    const { apiKey: first } = await key(id)
    clock.pass(1)
    const { apiKey: second } = await key(id, { description: 'second' })
    await key(await account())
    expect((await get(`${path}?serviceAccountId=${id}`)).body).toEqual({ apiKeys: [first, second] })
  })

  it('returns an empty object for an account without keys', async () => {
    const { get, account } = await openApp()
    expect((await get(`${path}?serviceAccountId=${await account()}`)).body).toEqual({})
  })

  it('returns each key once while others are created and deleted', async () => {
    const { get, del, account, key, clock } = await openApp()
    const id = await account()
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1, clock.pass(1)) ids.push((await key(id)).apiKey.id)
    const list = `${path}?serviceAccountId=${id}&pageSize=2`
    const { rows, pages } = await walk(get, list, 'apiKeys')
    expect(pages).toBe(3)
    expect(rows.map((row) => (row as { id: string }).id)).toEqual(ids)

    const { nextPageToken } = (await get(list)).body as { nextPageToken: string }
    await del(`${path}/${ids[1]}`)
    const { apiKey: late } = await key(id)
    const next = await get(`${path}?serviceAccountId=${id}&pageToken=${encodeURIComponent(nextPageToken)}`)
    expect(next.body).toMatchObject({ apiKeys: [{ id: ids[2] }, { id: ids[3] }, { id: ids[4] }, { id: late.id }] })
  })

  it('accepts the token of another list as a position', async () => {
    const { get, account, key, folder, clock } = await openApp()
    const [id] = [await account(), await account()]
    const { body } = await get(`/iam/v1/serviceAccounts?folderId=${folder.id}&pageSize=1`)
    const { nextPageToken } = body as { nextPageToken: string }
    clock.pass(1)
    const { apiKey } = await key(id)
    const list = `${path}?serviceAccountId=${id}&pageToken=${encodeURIComponent(nextPageToken)}`
    expect((await get(list)).body).toEqual({ apiKeys: [apiKey] })
  })

  it('still shows a key that has expired', async () => {
    const { get, account, key, clock } = await openApp()
    const id = await account()
    await key(id, { expiresAt: '2026-11-22T11:00:00Z' })
    clock.pass(2 * 60 * 60 * 1000)
    expect((await get(`${path}?serviceAccountId=${id}`)).body).toMatchObject({
      apiKeys: [{ expiresAt: '2026-11-22T11:00:00Z' }],
    })
  })
})

describe('List: 400', () => {
  it('requires the administrator to name the account', async () => {
    const { get } = await openApp()
    expect(refused(await get(path))).toEqual({ service_account_id: 'Field is required' })
  })

  it.each([
    ['pageSize=1001', { page_size: 'Must be at most 1000' }],
    ['pageToken=nonsense', { page_token: 'Invalid page token' }],
    ['filter=x', { filter: 'Unknown field' }],
  ])('rejects %s', async (query, violations) => {
    const { get, account } = await openApp()
    expect(refused(await get(`${path}?serviceAccountId=${await account()}&${query}`))).toEqual(violations)
  })
})

describe('List: 404', () => {
  it('fails for an account that does not exist', async () => {
    const { get } = await openApp()
    const { status, body } = await get(`${path}?serviceAccountId=ajenone`)
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: 'ServiceAccount ajenone not found' })
  })
})

describe('Get: 200', () => {
  it('returns the same as Create, without the secret', async () => {
    const { get, account, key } = await openApp()
    const { apiKey } = await key(await account(), { description: 'x', expiresAt: '2027-01-01T00:00:00Z' })
    expect((await get(`${path}/${apiKey.id}`)).body).toEqual(apiKey)
  })
})

describe('Get: 404', () => {
  it.each(['ajenone', '__proto__', 'constructor', 'scope'])('answers for %s', async (id) => {
    const { get } = await openApp()
    const { status, body } = await get(`${path}/${id}`)
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: `ApiKey ${id} not found` })
  })
})

describe('Delete: 200', () => {
  it('returns a finished operation with Empty and deletes the key', async () => {
    const { get, del, account, key } = await openApp()
    const id = await account()
    const { apiKey } = await key(id)
    const { status, body } = await del(`${path}/${apiKey.id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      description: 'Delete API key',
      done: true,
      metadata: { '@type': 'type.googleapis.com/yandex.cloud.iam.v1.DeleteApiKeyMetadata', apiKeyId: apiKey.id },
      response: { '@type': 'type.googleapis.com/google.protobuf.Empty' },
    })
    expect((await get(`${path}/${apiKey.id}`)).status).toBe(404)
    expect((await get(`${path}?serviceAccountId=${id}`)).body).toEqual({})
  })
})

describe('Delete: 404', () => {
  it('fails if the key was already deleted', async () => {
    const { del, account, key } = await openApp()
    const { apiKey } = await key(await account())
    await del(`${path}/${apiKey.id}`)
    expect((await del(`${path}/${apiKey.id}`)).body).toMatchObject({
      code: 5,
      message: `ApiKey ${apiKey.id} not found`,
    })
  })
})

describe('the secret', () => {
  it('is only in the response of Create, and its hash in none', async () => {
    const { get, del, post, account, key, logged } = await openApp()
    const id = await account()
    const { apiKey, secret } = await key(id)
    const { body } = await del(`${path}/${(await key(id)).apiKey.id}`)
    const answers = await Promise.all([
      get(`${path}/${apiKey.id}`),
      get(`${path}?serviceAccountId=${id}`),
      get(`/iam/v1/serviceAccounts/${id}`),
      get(`/operations/${(body as { id: string }).id}`),
      post(path, { serviceAccountId: id }),
      post(path, { serviceAccountId: 'ajenone' }),
    ])
    const seen = JSON.stringify([answers, logged])
    expect(seen).not.toContain(secret)
    expect(seen).not.toContain(sha256(secret))
  })

  it('is not stored, and its hash is stored once', async () => {
    const { account, key, committed } = await openApp()
    const { secret } = await key(await account())
    const stored = JSON.stringify(committed)
    expect(stored).not.toContain(secret)
    expect(stored.split(sha256(secret))).toHaveLength(2)
  })

  it('is not echoed when it is sent as an ID', async () => {
    const { get, send, post, account, key } = await openApp()
    const id = await account()
    const { apiKey, secret } = await key(id)
    const answers = await Promise.all([
      get(`${path}/${secret}`),
      get(`${path}?serviceAccountId=${secret}`),
      get(`/${secret}`),
      send(`${path}/${secret}`, { method: 'PUT' }),
      post(path, { serviceAccountId: id, scopes: [secret] }),
      post(path, { serviceAccountId: id, [secret]: 1 }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 501, 400, 400])
    expect(JSON.stringify(answers)).not.toContain(secret)
    expect(answers[0]?.body).toMatchObject({ message: `ApiKey ${apiKey.maskedSecret} not found` })
  })
})
