import { describe, expect, it } from 'vitest'

import { openApp, refused } from '../testing/open-app.ts'

const accounts = '/iam/v1/serviceAccounts'
const keys = '/iam/v1/apiKeys'

describe('a field', () => {
  it('may be named as in the proto, in a body and in a query', async () => {
    const { post, get, folder } = await openApp()
    expect((await post(accounts, { folder_id: folder.id, name: 'robot' })).status).toBe(200)
    const { body } = await get(`${accounts}?folder_id=${folder.id}&page_size=10`)
    expect(body).toMatchObject({ serviceAccounts: [{ name: 'robot' }] })
  })

  it('may be named as in the proto in a nested message and in an update mask', async () => {
    const { post, patch, get, account, folder, key } = await openApp()
    const id = await account()
    const access_binding = { role_id: 'viewer', subject: { id, type: 'serviceAccount' } }
    const path = `/resource-manager/v1/folders/${folder.id}`
    const answer = await post(`${path}:updateAccessBindings`, {
      access_binding_deltas: [{ action: 'ADD', access_binding }],
    })
    expect(answer.status).toBe(200)
    const { apiKey } = await key(id, { expiresAt: '2027-01-01T00:00:00Z' })
    expect((await patch(`${keys}/${apiKey.id}`, { update_mask: 'expires_at', expires_at: '' })).status).toBe(200)
    expect((await get(`${keys}/${apiKey.id}`)).body).not.toHaveProperty('expiresAt')
  })

  it('is rejected under both names together', async () => {
    const { post, folder } = await openApp()
    const answer = await post(accounts, { folderId: folder.id, folder_id: folder.id, name: 'robot' })
    expect(refused(answer)).toEqual({ folder_id: 'Specified more than once' })
  })

  it('that is unknown is reported, even if a required one is missing', async () => {
    const { post, folder } = await openApp()
    const answer = await post(accounts, { 'folder-id': folder.id, service_accountId: 'x', name: 'robot' })
    expect(refused(answer)).toEqual({
      'folder-id': 'Unknown field',
      service_account_id: 'Unknown field',
      folder_id: 'Field is required',
    })
  })

  it('that is null is treated as absent', async () => {
    const { post, folder } = await openApp()
    const body = { folderId: folder.id, name: 'robot', description: null, labels: null, expires_at: null }
    expect(await post(accounts, body)).toMatchObject({ status: 200, body: { response: { name: 'robot' } } })
    expect(refused(await post(accounts, { folderId: null, name: 'robot' }))).toEqual({ folder_id: 'Field is required' })
  })
})

it('keys of labels are not converted', async () => {
  const { post, folder } = await openApp()
  const labels = { folder_id: 'a', b: 'c' }
  const answer = await post(accounts, { folderId: folder.id, name: 'robot', labels })
  expect(answer.body).toMatchObject({ response: { labels } })
})

it('null in a list is rejected', async () => {
  const { post, account } = await openApp()
  const answer = await post(keys, { serviceAccountId: await account(), scopes: [null] })
  expect(refused(answer)).toEqual({ 'scopes[0]': 'Must be of type string' })
})

it.each([
  [1, 200],
  [2, 200],
  [0, 400],
  [3, 400],
])('an enum may be sent as its number: %i', async (action, status) => {
  const { post, account, folder } = await openApp()
  const accessBinding = { roleId: 'viewer', subject: { id: await account(), type: 'serviceAccount' } }
  const path = `/resource-manager/v1/folders/${folder.id}:updateAccessBindings`
  expect((await post(path, { accessBindingDeltas: [{ action, accessBinding }] })).status).toBe(status)
})
