import { describe, expect, it } from 'vitest'

import { openApp, refused, walk } from '../testing/open-app.ts'

const path = '/iam/v1/roles'
const idsOf = (body: unknown) => (body as { roles: { id: string }[] }).roles.map(({ id }) => id)

describe('List of roles: 200', () => {
  it('lists them by ID, each once with a description', async () => {
    const { get } = await openApp()
    const { status, body } = await get(path)
    expect(status).toBe(200)
    const ids = idsOf(body)
    expect(ids).toEqual([...new Set(ids)].toSorted())
    expect(ids).toContain('iam.serviceAccounts.apiKeyAdmin')
    for (const role of (body as { roles: unknown[] }).roles) {
      expect(role).toEqual({ id: expect.any(String), description: expect.stringMatching(/^[A-Z].{5,90}\.$/) })
    }
  })

  it('pages', async () => {
    const { get } = await openApp()
    const all = idsOf((await get(path)).body)
    const { rows, pages } = await walk(get, `${path}?pageSize=5`, 'roles')
    expect(idsOf({ roles: rows })).toEqual(all)
    expect(pages).toBe(Math.ceil(all.length / 5))
  })
})

describe('List of roles: 400', () => {
  it.each([
    ['filter=name%3D%22viewer%22', { filter: 'Filtering is not supported' }],
    ['pageSize=1001', { page_size: 'Must be at most 1000' }],
    ['pageToken=nonsense', { page_token: 'Invalid page token' }],
  ])('rejects %s', async (query, violations) => {
    const { get } = await openApp()
    expect(refused(await get(`${path}?${query}`))).toEqual(violations)
  })
})

describe('Get of a role', () => {
  it('200: returns it', async () => {
    const { get } = await openApp()
    expect((await get(`${path}/viewer`)).body).toEqual({ id: 'viewer', description: 'View all resources.' })
  })

  it.each(['nobody.knows', '__proto__', 'constructor'])('404: %s does not exist', async (id) => {
    const { get } = await openApp()
    const { status, body } = await get(`${path}/${id}`)
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 5, message: `Role ${id} not found` })
  })
})
