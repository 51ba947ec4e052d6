import { describe, expect, it } from 'vitest'

import { openApp, refused, walk } from '../testing/open-app.ts'

const path = '/iam/v1/serviceAccounts'

describe('List: 200', () => {
  it('lists only the accounts of the folder, oldest first', async () => {
    const { get, account, clock, folder, sibling } = await openApp()
    const first = await account({ name: 'zulu' })
    clock.pass(1)
    const second = await account({ name: 'alpha' })
    await account({ folderId: sibling.id })
    const { status, body } = await get(`${path}?folderId=${folder.id}`)
    expect(status).toBe(200)
    expect(body).toEqual({
      serviceAccounts: [
        { id: first, folderId: folder.id, createdAt: '2026-11-22T10:00:00Z', name: 'zulu', status: 'ACTIVE' },
        { id: second, folderId: folder.id, createdAt: '2026-11-22T10:00:00.001Z', name: 'alpha', status: 'ACTIVE' },
      ],
    })
  })

  it('returns an empty object for an empty folder', async () => {
    const { get, folder } = await openApp()
    expect((await get(`${path}?folderId=${folder.id}`)).body).toEqual({})
  })

  it('filters by exact name', async () => {
    const { get, account, folder } = await openApp()
    await account({ name: 'my-robot-2' })
    const id = await account({ name: 'my-robot' })
    const filtered = async (name: string) =>
      get(`${path}?folderId=${folder.id}&filter=${encodeURIComponent(`name = "${name}"`)}`)
    expect((await filtered('my-robot')).body).toMatchObject({ serviceAccounts: [{ id }] })
    expect((await filtered('my-rob')).body).toEqual({})
  })

  it('returns each account once, even with equal creation times', async () => {
    const { get, account, folder } = await openApp()
    const ids: string[] = []
    for (let n = 0; n < 7; n += 1) ids.push(await account())
    const { rows, pages } = await walk(get, `${path}?folderId=${folder.id}&pageSize=3`, 'serviceAccounts')
    expect(pages).toBe(3)
    expect(rows.map((row) => (row as { id: string }).id)).toEqual(ids.toSorted())
  })

  it('has no next page when the last one is exactly full', async () => {
    const { get, account, folder } = await openApp()
    await account()
    await account()
    expect((await get(`${path}?folderId=${folder.id}&pageSize=2`)).body).not.toHaveProperty('nextPageToken')
  })

  it('continues at its position when accounts are created and deleted between pages', async () => {
    const { get, del, account, clock, folder } = await openApp()
    const ids: string[] = []
    for (let n = 0; n < 4; n += 1, clock.pass(1)) ids.push(await account())
    const { body } = await get(`${path}?folderId=${folder.id}&pageSize=2`)
    const { nextPageToken } = body as { nextPageToken: string }
    for (const gone of ids.slice(0, 3)) await del(`${path}/${gone}`)
    const late = await account()
    const rest = await get(`${path}?folderId=${folder.id}&pageSize=2&pageToken=${encodeURIComponent(nextPageToken)}`)
    expect(rest.body).toMatchObject({ serviceAccounts: [{ id: ids[3] }, { id: late }] })
    expect(rest.body).not.toHaveProperty('nextPageToken')
  })

  it.each(['', '0', '-0', '007', '100', '1000'])('accepts the page size "%s"', async (pageSize) => {
    const { get, folder } = await openApp()
    expect((await get(`${path}?folderId=${folder.id}&pageSize=${pageSize}`)).status).toBe(200)
  })

  it('has 100 rows a page when the size is 0, empty or absent', async () => {
    const { get, account, folder } = await openApp()
    for (let n = 0; n < 101; n += 1) await account()
    for (const size of ['', '&pageSize=', '&pageSize=0', '&pageSize=-0']) {
      const { body } = await get(`${path}?folderId=${folder.id}${size}`)
      expect((body as { serviceAccounts: unknown[] }).serviceAccounts).toHaveLength(100)
    }
  })
})

describe('List: 400', () => {
  it('requires the folder', async () => {
    const { get } = await openApp()
    const answer = await get(path)
    expect(answer.body).toMatchObject({ code: 3, message: 'Validation failed:\n  - folder_id: Field is required' })
    expect(refused(answer)).toEqual({ folder_id: 'Field is required' })
  })

  it.each([
    ['pageSize=1001', 'page_size', 'Must be at most 1000'],
    ['pageSize=-1', 'page_size', 'Must be at least 0'],
    ['pageSize=abc', 'page_size', 'Must be of type int'],
    ['pageSize=1.5', 'page_size', 'Must be of type int'],
    ['pageSize=1.0', 'page_size', 'Must be of type int'],
    ['pageSize=.0', 'page_size', 'Must be of type int'],
    ['pageSize=-', 'page_size', 'Must be of type int'],
    ['pageSize=0x10', 'page_size', 'Must be of type int'],
    ['pageSize=1e2', 'page_size', 'Must be of type int'],
    ['pageSize=%2010', 'page_size', 'Must be of type int'],
    ['pageSize=%2B1', 'page_size', 'Must be of type int'],
    ['pageSize=1&pageSize=2', 'page_size', 'Specified more than once'],
    ['pageToken=nonsense', 'page_token', 'Invalid page token'],
    [`pageToken=${'x'.repeat(2001)}`, 'page_token', 'Length must be at most 2000 characters'],
    ['filter=my-robot', 'filter', 'Must have the form name = "value" with a value of 1 to 63 characters'],
    [`filter=${'x'.repeat(1001)}`, 'filter', 'Length must be at most 1000 characters'],
    ['orderBy=name', 'order_by', 'Unknown field'],
    ['__proto__=x', '__proto__', 'Unknown field'],
  ])('rejects %s', async (query, field, description) => {
    const { get, folder } = await openApp()
    const answer = await get(`${path}?folderId=${folder.id}&${query}`)
    expect(answer.status).toBe(400)
    expect(refused(answer)).toEqual({ [field]: description })
  })
})

describe('List: 404', () => {
  it('fails for a folder that does not exist', async () => {
    const { get } = await openApp()
    const { status, body } = await get(`${path}?folderId=b1gnone`)
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: 'Folder b1gnone not found' })
  })
})

describe('Get: 200', () => {
  it('returns all fields of the account', async () => {
    const { get, account, folder } = await openApp()
    const given = { name: 'full', description: 'Робот 🤖', labels: { team: 'core', canary: '' } }
    const id = await account({ ...given, expiresAt: '2027-01-01T03:00:00+03:00' })
    expect((await get(`${path}/${id}`)).body).toEqual({
      ...given,
      id,
      folderId: folder.id,
      createdAt: '2026-11-22T10:00:00Z',
      status: 'ACTIVE',
      expiresAt: '2027-01-01T00:00:00Z',
    })
  })
})

describe('Get: 400', () => {
  it('rejects an ID of more than 50 characters', async () => {
    const { get } = await openApp()
    const answer = await get(`${path}/${'x'.repeat(51)}`)
    expect(refused(answer)).toEqual({ service_account_id: 'Length must be at most 50 characters' })
  })
})

describe('Get: 404', () => {
  it('fails for an account that does not exist', async () => {
    const { get } = await openApp()
    expect((await get(`${path}/ajenone`)).body).toMatchObject({ code: 5, message: 'ServiceAccount ajenone not found' })
  })
})

describe('Delete: 200', () => {
  it('returns a finished operation with Empty', async () => {
    const { del, get, account } = await openApp()
    const id = await account()
    const { status, body } = await del(`${path}/${id}`)
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.stringMatching(/^aje[0-9a-v]{17}$/),
      description: 'Delete service account',
      createdAt: '2026-11-22T10:00:00Z',
      createdBy: 'ajeadministrator0000',
      modifiedAt: '2026-11-22T10:00:00Z',
      done: true,
      metadata: {
        '@type': 'type.googleapis.com/yandex.cloud.iam.v1.DeleteServiceAccountMetadata',
        serviceAccountId: id,
      },
      response: { '@type': 'type.googleapis.com/google.protobuf.Empty' },
    })
    expect((await get(`${path}/${id}`)).status).toBe(404)
  })

  it('deletes the keys of the account and no others', async () => {
    const { del, get, account, key } = await openApp()
    const [id, other] = [await account(), await account()]
    const { apiKey } = await key(id)
    const { apiKey: kept } = await key(other)
    await del(`${path}/${id}`)
    expect((await get(`/iam/v1/apiKeys/${apiKey.id}`)).status).toBe(404)
    expect((await get(`/iam/v1/apiKeys?serviceAccountId=${id}`)).status).toBe(404)
    expect((await get(`/iam/v1/apiKeys/${kept.id}`)).status).toBe(200)
  })

  it('frees the name', async () => {
    const { del, account } = await openApp()
    await del(`${path}/${await account({ name: 'phoenix' })}`)
    await expect(account({ name: 'phoenix' })).resolves.toMatch(/^aje/)
  })
})

describe('Delete: 404', () => {
  it('fails if the account was already deleted', async () => {
    const { del, account } = await openApp()
    const id = await account()
    await del(`${path}/${id}`)
    expect((await del(`${path}/${id}`)).body).toMatchObject({ code: 5, message: `ServiceAccount ${id} not found` })
  })
})
