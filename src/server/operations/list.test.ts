import { describe, expect, it } from 'vitest'

import { openApp, refused, walk } from '../testing/open-app.ts'

const accounts = '/iam/v1/serviceAccounts'
const keys = '/iam/v1/apiKeys'

interface Listed {
  readonly operations?: readonly { readonly id: string; readonly description: string }[]
}
const descriptions = ({ body }: { readonly body: unknown }) =>
  ((body as Listed).operations ?? []).map(({ description }) => description)

/** An account whose key was created, changed and deleted one after another. */
const openHistory = async () => {
  const app = await openApp()
  const id = await app.account()
  app.clock.pass(1)
  const { apiKey } = await app.key(id)
  app.clock.pass(1)
  await app.patch(`${keys}/${apiKey.id}`, { updateMask: 'description', description: 'x' })
  app.clock.pass(1)
  await app.post(`${accounts}/${id}:suspend`, { reason: 'Over' })
  app.clock.pass(1)
  const deleted = await app.del(`${keys}/${apiKey.id}`)
  return { ...app, id, apiKey, deleted: deleted.body }
}

describe('ListOperations: 200', () => {
  it('of an account returns its own and those of its keys, newest first', async () => {
    const { get, id, deleted } = await openHistory()
    const answer = await get(`${accounts}/${id}/operations`)
    expect(answer.status).toBe(200)
    expect(descriptions(answer)).toEqual([
      'Delete API key',
      'Suspend service account: Over',
      'Update API key',
      'Create API key',
      'Create service account',
    ])
    expect((answer.body as Listed).operations?.[0]).toEqual(deleted)
  })

  it('of a key returns its own, even after its deletion', async () => {
    const { get, apiKey } = await openHistory()
    expect(descriptions(await get(`${keys}/${apiKey.id}/operations`))).toEqual([
      'Delete API key',
      'Update API key',
      'Create API key',
    ])
  })

  it('survives the account and its keys', async () => {
    const { get, del, key, id, clock } = await openHistory()
    const { apiKey } = await key(id)
    clock.pass(1)
    await del(`${accounts}/${id}`)
    const all = descriptions(await get(`${accounts}/${id}/operations`))
    expect(all).toHaveLength(7)
    expect(all[0]).toBe('Delete service account')
    expect(descriptions(await get(`${keys}/${apiKey.id}/operations`))).toEqual(['Create API key'])
  })

  it('never shows a secret', async () => {
    const { get, key, account } = await openHistory()
    const id = await account()
    const { secret } = await key(id)
    expect((await get(`${accounts}/${id}/operations`)).text).not.toContain(secret)
  })

  it('returns each operation once', async () => {
    const { get, id } = await openHistory()
    const { rows, pages } = await walk(get, `${accounts}/${id}/operations?pageSize=2`, 'operations')
    expect(descriptions({ body: { operations: rows } })).toHaveLength(5)
    expect(pages).toBe(3)
  })

  it('continues at its position when operations are added between pages', async () => {
    const { get, patch, id } = await openHistory()
    const { body } = await get(`${accounts}/${id}/operations?pageSize=3`)
    await patch(`${accounts}/${id}`, { updateMask: 'description' })
    const { nextPageToken } = body as { nextPageToken: string }
    const rest = await get(`${accounts}/${id}/operations?pageToken=${encodeURIComponent(nextPageToken)}`)
    expect(descriptions(rest)).toEqual(['Create API key', 'Create service account'])
  })
})

describe.each([accounts, keys])('ListOperations of %s: 400', (path) => {
  it.each([
    ['pageSize=1001', { page_size: 'Must be at most 1000' }],
    ['pageToken=nonsense', { page_token: 'Invalid page token' }],
    ['filter=x', { filter: 'Unknown field' }],
  ])('rejects %s', async (query, violations) => {
    const { get } = await openApp()
    expect(refused(await get(`${path}/aje/operations?${query}`))).toEqual(violations)
  })
})

describe('ListOperations: 404', () => {
  it.each([
    [accounts, 'ServiceAccount'],
    [keys, 'ApiKey'],
  ])('is returned for %s that never existed', async (path, kind) => {
    const { get } = await openApp()
    const { status, body } = await get(`${path}/ajenone/operations`)
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: `${kind} ajenone not found` })
  })

  it('does not treat the operations of a key as those of an account', async () => {
    const { get, apiKey } = await openHistory()
    expect((await get(`${accounts}/${apiKey.id}/operations`)).status).toBe(404)
  })
})
