import { describe, expect, it } from 'vitest'

import { openApp, refused, statuses } from '../testing/open-app.ts'

const folders = '/resource-manager/v1/folders'

const openWithFolder = async () => {
  const app = await openApp()
  const create = (fields: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    app.post(folders, { cloudId: app.cloud.id, name: 'payments', ...fields }, headers)
  const id = ((await create()).body as { metadata: { folderId: string } }).metadata.folderId
  return { ...app, create, id, path: `${folders}/${id}` }
}

describe('Create of a folder', () => {
  it('200: returns a finished operation with the folder, which can then be read', async () => {
    const { post, get, cloud } = await openApp()
    const fields = { cloudId: cloud.id, name: 'payments', description: 'Cards', labels: { team: 'billing' } }
    const { status, body } = await post(folders, fields)
    expect(status).toBe(200)
    const { metadata } = body as { metadata: { folderId: string } }
    expect(metadata.folderId).toMatch(/^b1g[0-9a-v]{17}$/)
    expect(body).toMatchObject({
      description: 'Create folder',
      done: true,
      response: { id: metadata.folderId, ...fields, status: 'ACTIVE' },
    })
    expect((await get(`${folders}/${metadata.folderId}`)).body).toMatchObject(fields)
  })

  it('200: accounts can be created in it', async () => {
    const { account, id } = await openWithFolder()
    await expect(account({ folderId: id })).resolves.toMatch(/^aje/)
  })

  it('200: the same Idempotency-Key creates it once', async () => {
    const { create } = await openWithFolder()
    const repeat = { 'idempotency-key': 'a-repeated-creation' }
    const [first, second] = [await create({ name: 'once' }, repeat), await create({ name: 'once' }, repeat)]
    expect(second.body).toEqual(first.body)
  })

  it('400: names the invalid fields', async () => {
    const { post } = await openApp()
    const wrong = { name: 'A', description: 'x'.repeat(257), labels: { Upper: 'case' } }
    expect(Object.keys(refused(await post(folders, wrong)))).toEqual([
      'cloud_id',
      'name',
      'description',
      'labels.Upper',
    ])
  })

  it('404: the cloud does not exist', async () => {
    const { create } = await openWithFolder()
    expect((await create({ cloudId: 'b1gnone', name: 'other' })).body).toMatchObject({
      message: 'Cloud b1gnone not found',
    })
  })

  it('409: the name is taken in the cloud, and free in another', async () => {
    const { create, otherCloud } = await openWithFolder()
    expect(await create()).toMatchObject({ status: 409, body: { message: 'Folder with name payments already exists' } })
    expect((await create({ cloudId: otherCloud.id })).status).toBe(200)
  })
})

describe('Update of a folder', () => {
  it('200: changes the fields in the mask', async () => {
    const { patch, get, path } = await openWithFolder()
    const { body } = await patch(path, { updateMask: 'description', name: 'ignored', description: 'Cards' })
    expect(body).toMatchObject({ description: 'Update folder', response: { name: 'payments', description: 'Cards' } })
    expect((await get(path)).body).toMatchObject({ name: 'payments', description: 'Cards' })
  })

  it('400: the name is required if the mask covers it', async () => {
    const { patch, path } = await openWithFolder()
    expect(refused(await patch(path, { description: 'Cards' }))).toEqual({ name: 'Field is required' })
  })

  it('404: it does not exist', async () => {
    const { patch } = await openApp()
    expect((await patch(`${folders}/b1gnone`, { name: 'other' })).status).toBe(404)
  })

  it('409: another folder of the cloud has the name', async () => {
    const { patch, path, folder } = await openWithFolder()
    expect((await patch(path, { updateMask: 'name', name: folder.name })).status).toBe(409)
  })
})

describe('Delete of a folder', () => {
  it('200: deletes an empty folder immediately, and its operations remain', async () => {
    const { del, get, path, id, clock } = await openWithFolder()
    clock.pass(1)
    expect((await del(path)).body).toMatchObject({
      description: 'Delete folder',
      metadata: { folderId: id },
      done: true,
    })
    expect((await get(path)).status).toBe(404)
    expect((await get(`${path}/operations`)).body).toMatchObject({
      operations: [{ description: 'Delete folder' }, { description: 'Create folder' }],
    })
  })

  it('200: its name can be used again', async () => {
    const { del, create, path } = await openWithFolder()
    await del(path)
    expect((await create()).status).toBe(200)
  })

  it('400: it has service accounts', async () => {
    const { del, get, account, path, id } = await openWithFolder()
    await account({ folderId: id })
    expect(await del(path)).toMatchObject({
      status: 400,
      body: { code: 9, message: `Folder ${id} is not empty: delete its service accounts first` },
    })
    expect((await get(path)).status).toBe(200)
  })

  it('400: deletion cannot be delayed', async () => {
    const { del, path } = await openWithFolder()
    const answer = await del(`${path}?deleteAfter=2027-01-01T00:00:00Z`)
    expect(refused(answer)).toEqual({ delete_after: 'Must not be in the future' })
    expect((await del(`${path}?deleteAfter=2026-01-01T00:00:00Z`)).status).toBe(200)
  })

  it('404: it has already been deleted', async () => {
    const { del, path } = await openWithFolder()
    await del(path)
    expect((await del(path)).status).toBe(404)
  })

  it('leaves no account that is created concurrently', async () => {
    const { del, post, get, path, id } = await openWithFolder()
    const creation = post('/iam/v1/serviceAccounts', { folderId: id, name: 'racer' })
    const answers = await Promise.all([del(path), creation])
    expect([
      [200, 400],
      [200, 404],
    ]).toContainEqual(statuses(answers))
    expect((await get(path)).status).toBe(answers[0].status === 200 ? 404 : 200)
  })
})
