import { describe, expect, it } from 'vitest'

import { openApp, refused, statuses } from '../testing/open-app.ts'

const path = '/iam/v1/serviceAccounts'

/** An account with every field set, and Update of it. */
const openAccount = async (fields: Record<string, unknown> = {}) => {
  const app = await openApp()
  const given = { name: 'before', description: 'Old', labels: { team: 'core' }, expiresAt: '2026-12-01T00:00:00Z' }
  const id = await app.account({ ...given, ...fields })
  const update = (body: unknown, of = id) => app.patch(`${path}/${of}`, body)
  const read = async () => (await app.get(`${path}/${id}`)).body as Record<string, unknown>
  return { ...app, id, update, read, before: await read() }
}

describe('Update: 200', () => {
  it('returns a finished operation with the updated account', async () => {
    const { update, read, before, id } = await openAccount()
    const { status, body } = await update({ updateMask: 'name', name: 'after' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      description: 'Update service account',
      done: true,
      metadata: {
        '@type': 'type.googleapis.com/yandex.cloud.iam.v1.UpdateServiceAccountMetadata',
        serviceAccountId: id,
      },
      response: { '@type': 'type.googleapis.com/yandex.cloud.iam.v1.ServiceAccount', ...before, name: 'after' },
    })
    expect(await read()).toEqual({ ...before, name: 'after' })
  })

  it.each([
    ['description', { description: 'New' }],
    ['description', {}, 'description'],
    ['labels', { labels: { a: '', 'b-c': 'd' } }],
    ['labels', {}, 'labels'],
    ['expiresAt', { expiresAt: '2027-01-01T00:00:00Z' }],
    ['expiresAt', {}, 'expiresAt'],
    ['name', { name: 'before' }],
    ['name,labels', { name: 'after', labels: { a: 'b' } }],
  ])('changes only %s: %j', async (updateMask, becomes, gone = '') => {
    const { update, read, before } = await openAccount()
    expect((await update({ updateMask, ...becomes })).status).toBe(200)
    const expected = Object.fromEntries(Object.entries({ ...before, ...becomes }).filter(([name]) => name !== gone))
    expect(await read()).toEqual(expected)
  })

  it('removes the expiry with an empty string, as in the documentation', async () => {
    const { update, read } = await openAccount()
    expect((await update({ updateMask: 'expiresAt', expiresAt: '' })).status).toBe(200)
    expect(await read()).not.toHaveProperty('expiresAt')
  })

  it.each([{}, { updateMask: '' }])('overwrites every field without a mask: %j', async (mask) => {
    const { update, read, before } = await openAccount()
    expect((await update({ ...mask, name: 'after' })).status).toBe(200)
    const { description: _, labels: __, expiresAt: ___, ...rest } = before
    expect(await read()).toEqual({ ...rest, name: 'after' })
  })

  it('ignores fields outside the mask', async () => {
    const { update, read, before } = await openAccount()
    const fields = { name: 'after', labels: {}, expiresAt: '2000-01-01T00:00:00Z' }
    expect((await update({ updateMask: 'description', description: 'New', ...fields })).status).toBe(200)
    expect(await read()).toEqual({ ...before, description: 'New' })
  })

  it('frees the old name and accepts one used in another cloud', async () => {
    const { update, account, elsewhere, folder } = await openAccount()
    await account({ name: 'after', folderId: elsewhere.id })
    expect((await update({ updateMask: 'name', name: 'after' })).status).toBe(200)
    await expect(account({ name: 'before', folderId: folder.id })).resolves.toMatch(/^aje/)
  })
})

describe('Update: 400', () => {
  it.each([
    ['', {}, { name: 'Field is required' }],
    ['name', {}, { name: 'Field is required' }],
    ['name', { name: '' }, { name: 'Field is required' }],
    ['name', { name: 'A' }, { name: 'Must match the pattern ^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$' }],
    ['labels', { labels: { A: '' } }, { 'labels.A': 'Must match the pattern ^[a-z][-_0-9a-z]{0,62}$' }],
    ['expiresAt', { expiresAt: '2026-11-22T10:00:00Z' }, { expires_at: 'Must be in the future' }],
    ['status', {}, { update_mask: 'Must be a comma-separated list of name, description, labels, expiresAt' }],
    ['description', { folderId: 'x' }, { folder_id: 'Unknown field' }],
    ['description', { description: 'New', name: 5 }, { name: 'Must be of type string' }],
    ['name', { name: 'after', expiresAt: 'soon' }, { expires_at: expect.stringContaining('RFC 3339') }],
    ['name', { name: 'after', labels: { A: '' } }, { 'labels.A': 'Must match the pattern ^[a-z][-_0-9a-z]{0,62}$' }],
    ['name', { name: 'after', description: 'x'.repeat(257) }, { description: 'Length must be at most 256 characters' }],
  ])('rejects the mask "%s" with %j', async (updateMask, fields, violations) => {
    const { update, read, before } = await openAccount()
    const answer = await update({ updateMask, ...fields })
    expect(answer.status).toBe(400)
    expect(refused(answer)).toEqual(violations)
    expect(await read()).toEqual(before)
  })
})

describe('Update: 404', () => {
  it('fails for an account that does not exist', async () => {
    const { update } = await openAccount()
    const { status, body } = await update({ updateMask: 'description' }, 'ajenone')
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: 'ServiceAccount ajenone not found' })
  })
})

describe('Update: 409', () => {
  it('fails for a name used in another folder of the cloud, without a change', async () => {
    const { update, read, account, sibling, before } = await openAccount()
    await account({ name: 'taken', folderId: sibling.id })
    const { status, body } = await update({ updateMask: 'name,description', name: 'taken' })
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 6, message: 'ServiceAccount with name taken already exists' })
    expect(await read()).toEqual(before)
  })

  it('lets one of several concurrent requests succeed', async () => {
    const { update, account } = await openAccount()
    const ids = await Promise.all([account(), account(), account()])
    const answers = await Promise.all(ids.map((id) => update({ updateMask: 'name', name: 'winner' }, id)))
    expect(statuses(answers)).toEqual([200, 409, 409])
  })
})
