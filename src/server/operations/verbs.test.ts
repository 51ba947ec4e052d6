import { describe, expect, it } from 'vitest'

import { openApp, refused } from '../testing/open-app.ts'

describe('Get: 200', () => {
  it('returns the same as the write', async () => {
    const { get, post, del, folder, clock } = await openApp()
    const created = await post('/iam/v1/serviceAccounts', { folderId: folder.id, name: 'robot' })
    const { id, metadata } = created.body as { id: string; metadata: { serviceAccountId: string } }
    clock.pass(60_000)
    const deleted = await del(`/iam/v1/serviceAccounts/${metadata.serviceAccountId}`)
    expect((await get(`/operations/${id}`)).body).toEqual(created.body)
    expect((await get(`/operations/${(deleted.body as { id: string }).id}`)).body).toEqual(deleted.body)
  })

  it('returns the creation of a key without its secret, and without metadata that the public API lacks', async () => {
    const { get, account, key, committed } = await openApp()
    const { apiKey } = await key(await account())
    const { id } = committed.at(-1) as { id: string }
    expect((await get(`/operations/${id}`)).body).toEqual({
      id,
      description: 'Create API key',
      createdAt: '2026-11-22T10:00:00Z',
      createdBy: 'ajeadministrator0000',
      modifiedAt: '2026-11-22T10:00:00Z',
      done: true,
      response: { '@type': 'type.googleapis.com/yandex.cloud.iam.v1.ApiKey', ...apiKey },
    })
  })

  it('starts with the ID, as in the documentation', async () => {
    const { post, folder } = await openApp()
    const { body } = await post('/iam/v1/serviceAccounts', { folderId: folder.id, name: 'robot' })
    expect(Object.keys(body as object)[0]).toBe('id')
  })
})

describe('Get: 404', () => {
  it('fails for an operation that does not exist', async () => {
    const { get } = await openApp()
    const { status, body } = await get('/operations/ajenone')
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: 'Operation ajenone not found' })
  })

  it('is returned for a rejected write, which has no operation', async () => {
    const { post, folder, account, committed } = await openApp()
    await account({ name: 'robot' })
    const before = committed.length
    expect((await post('/iam/v1/serviceAccounts', { folderId: folder.id, name: 'robot' })).status).toBe(409)
    expect(committed).toHaveLength(before)
  })
})

describe('Cancel: 200', () => {
  it('returns the finished operation unchanged, by either HTTP method', async () => {
    const { get, post, send, token, account, committed, contents } = await openApp()
    await account()
    const { id } = committed.at(-1) as { id: string }
    const { text } = await get(`/operations/${id}`)
    const before = contents()
    const cancel = `/operations/${id}:cancel`
    const withoutBody = { method: 'POST', headers: { authorization: `Bearer ${token}` } }
    for (const answer of [await get(cancel), await post(cancel, {}), await send(cancel, withoutBody)]) {
      expect([answer.status, answer.text]).toEqual([200, text])
    }
    expect(contents()).toBe(before)
  })
})

describe('Cancel: 400', () => {
  it('rejects unknown fields', async () => {
    const { get, post } = await openApp()
    expect(refused(await post('/operations/ajenone:cancel', { force: true }))).toEqual({ force: 'Unknown field' })
    expect(refused(await get('/operations/ajenone:cancel?force=true'))).toEqual({ force: 'Unknown field' })
  })
})

describe('Cancel: 404', () => {
  it('fails for an operation that does not exist', async () => {
    const { get, post } = await openApp()
    for (const { status, body } of [
      await get('/operations/ajenone:cancel'),
      await post('/operations/ajenone:cancel', {}),
    ]) {
      expect(status).toBe(404)
      expect(body).toMatchObject({ code: 5, message: 'Operation ajenone not found' })
    }
  })
})
