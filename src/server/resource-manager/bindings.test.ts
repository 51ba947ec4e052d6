import { describe, expect, it } from 'vitest'

import { openApp, refused, statuses } from '../testing/open-app.ts'

const binding = (roleId: string, id = 'ajeuser') => ({ roleId, subject: { id, type: 'userAccount' } })

describe.each(['folders', 'clouds'] as const)('access bindings of %s', (kind) => {
  const open = async () => {
    const app = await openApp()
    const id = kind === 'folders' ? app.folder.id : app.cloud.id
    const path = `/resource-manager/v1/${kind}/${id}`
    const update = (action: string, accessBinding: unknown, of = path) =>
      app.post(`${of}:updateAccessBindings`, { accessBindingDeltas: [{ action, accessBinding }] })
    const read = async () => (await app.get(`${path}:listAccessBindings`)).body
    return { ...app, id, path, update, read }
  }

  it('200: are added, replaced, removed and listed', async () => {
    const { update, read, post, path, id } = await open()
    expect(await read()).toEqual({})
    expect((await update('ADD', binding('viewer'))).body).toMatchObject({
      description: 'Update access bindings',
      metadata: { resourceId: id },
      response: { effectiveDeltas: [{ action: 'ADD', accessBinding: binding('viewer') }] },
    })
    expect(await read()).toEqual({ accessBindings: [binding('viewer')] })
    await post(`${path}:setAccessBindings`, { accessBindings: [binding('admin')] })
    expect(await read()).toEqual({ accessBindings: [binding('admin')] })
    await update('REMOVE', binding('admin'))
    expect(await read()).toEqual({})
  })

  it('200: are added once for concurrent requests', async () => {
    const { update, read } = await open()
    const answers = await Promise.all([1, 2, 3].map(() => update('ADD', binding('viewer'))))
    expect(statuses(answers)).toEqual([200, 200, 200])
    expect(await read()).toEqual({ accessBindings: [binding('viewer')] })
  })

  it('400: an unknown role', async () => {
    const { update } = await open()
    const answer = await update('ADD', binding('resource-manager.unknown'))
    expect(refused(answer)).toEqual({
      'access_binding_deltas[0].access_binding.role_id': 'Unknown role resource-manager.unknown',
    })
  })

  it('404: the resource does not exist', async () => {
    const { update, get, post } = await open()
    const none = `/resource-manager/v1/${kind}/b1gnone`
    expect((await get(`${none}:listAccessBindings`)).status).toBe(404)
    expect((await post(`${none}:setAccessBindings`, {})).status).toBe(404)
    expect((await update('ADD', binding('viewer'), none)).status).toBe(404)
  })
})
