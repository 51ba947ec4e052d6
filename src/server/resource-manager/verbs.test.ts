import { describe, expect, it } from 'vitest'

import { openApp, refused, walk } from '../testing/open-app.ts'

const clouds = '/resource-manager/v1/clouds'
const folders = '/resource-manager/v1/folders'
const named = (name: string) => `filter=${encodeURIComponent(`name = "${name}"`)}`

describe('List of clouds: 200', () => {
  it('lists all clouds', async () => {
    const { get, cloud, otherCloud } = await openApp()
    const { status, body } = await get(clouds)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      clouds: [
        { id: cloud.id, name: 'acme' },
        { id: otherCloud.id, name: 'acme-lab' },
      ],
    })
  })

  it('pages and filters', async () => {
    const { get, otherCloud } = await openApp()
    expect(await walk(get, `${clouds}?pageSize=1`, 'clouds')).toMatchObject({ pages: 2 })
    expect((await get(`${clouds}?${named('acme-lab')}`)).body).toMatchObject({ clouds: [{ id: otherCloud.id }] })
    expect((await get(`${clouds}?${named('none')}`)).body).toEqual({})
  })
})

describe('List of clouds: 400', () => {
  it('rejects a filter by anything but the name', async () => {
    const { get } = await openApp()
    expect(refused(await get(`${clouds}?filter=acme`))).toHaveProperty('filter')
  })
})

describe('Get of a cloud', () => {
  it('200: returns it, without default values', async () => {
    const { get, cloud } = await openApp()
    const { labels: _, description: __, ...row } = cloud
    const shown = { ...row, createdAt: '2026-11-22T10:00:00Z' }
    expect((await get(`${clouds}/${cloud.id}`)).body).toEqual(shown)
  })

  it('404: it does not exist', async () => {
    const { get } = await openApp()
    expect((await get(`${clouds}/b1gnone`)).body).toMatchObject({ code: 5, message: 'Cloud b1gnone not found' })
  })
})

describe('List of folders: 200', () => {
  it('lists only the folders of the cloud', async () => {
    const { get, cloud, folder, sibling } = await openApp()
    const { body } = await get(`${folders}?cloudId=${cloud.id}`)
    expect(body).toMatchObject({ folders: [{ id: folder.id }, { id: sibling.id }] })
  })

  it('pages and filters', async () => {
    const { get, cloud, sibling } = await openApp()
    expect(await walk(get, `${folders}?cloudId=${cloud.id}&pageSize=1`, 'folders')).toMatchObject({ pages: 2 })
    const { body } = await get(`${folders}?cloudId=${cloud.id}&${named('staging')}`)
    expect(body).toMatchObject({ folders: [{ id: sibling.id }] })
  })
})

describe('List of folders: 400', () => {
  it("requires the cloud ID, with the cloud's own message", async () => {
    const { get } = await openApp()
    expect((await get(folders)).body).toMatchObject({
      code: 3,
      message: 'Validation failed:\n  - cloud_id: Field is required',
    })
  })
})

describe('List of folders: 404', () => {
  it('fails for a cloud that does not exist', async () => {
    const { get } = await openApp()
    expect((await get(`${folders}?cloudId=b1gnone`)).status).toBe(404)
  })
})

describe('Get of a folder', () => {
  it('200: returns it', async () => {
    const { get, folder, cloud } = await openApp()
    expect((await get(`${folders}/${folder.id}`)).body).toMatchObject({
      id: folder.id,
      cloudId: cloud.id,
      status: 'ACTIVE',
    })
  })

  it('404: it does not exist', async () => {
    const { get } = await openApp()
    expect((await get(`${folders}/b1gnone`)).body).toMatchObject({ code: 5, message: 'Folder b1gnone not found' })
  })
})

describe('operations of a cloud and of a folder', () => {
  const openWithHistory = async () => {
    const app = await openApp()
    const reader = await app.robot()
    await app.grant('clouds', app.cloud.id, 'resource-manager.viewer', reader.id)
    await app.grant('folders', app.folder.id, 'viewer', reader.id)
    await app.account()
    return { ...app, reader }
  }

  it('200: lists only those of the cloud', async () => {
    const { reader, cloud } = await openWithHistory()
    const { status, body } = await reader.get(`${clouds}/${cloud.id}/operations`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ operations: [{ metadata: { resourceId: cloud.id } }] })
  })

  it('200: lists only those of the folder', async () => {
    const { reader, folder } = await openWithHistory()
    const { status, body } = await reader.get(`${folders}/${folder.id}/operations`)
    expect(status).toBe(200)
    expect(body).toMatchObject({ operations: [{ metadata: { resourceId: folder.id } }] })
  })

  it('200: lists nothing if there are none', async () => {
    const { get, sibling } = await openApp()
    expect(await get(`${folders}/${sibling.id}/operations`)).toMatchObject({ status: 200, body: {} })
  })

  it('404: does not exist', async () => {
    const { get } = await openApp()
    expect((await get(`${clouds}/b1gnone/operations`)).body).toMatchObject({ message: 'Cloud b1gnone not found' })
    expect((await get(`${folders}/b1gnone/operations`)).body).toMatchObject({ message: 'Folder b1gnone not found' })
  })
})
