import { describe, expect, it } from 'vitest'

import { openApp, refused, statuses, walk } from '../testing/open-app.ts'

const accounts = '/iam/v1/serviceAccounts'
const type = (message: string) => `type.googleapis.com/yandex.cloud.access.${message}`

const binding = (roleId: string, id = 'ajeuser', subjectType = 'userAccount') => ({
  roleId,
  subject: { id, type: subjectType },
})
const add = (accessBinding: unknown) => ({ action: 'ADD', accessBinding })
const remove = (accessBinding: unknown) => ({ action: 'REMOVE', accessBinding })

/** An account, and the three methods on its bindings. */
const openBindings = async () => {
  const app = await openApp()
  const id = await app.account()
  const path = `${accounts}/${id}`
  const set = (accessBindings?: unknown, headers?: Record<string, string>) =>
    app.post(`${path}:setAccessBindings`, { accessBindings }, headers)
  const update = (...accessBindingDeltas: unknown[]) =>
    app.post(`${path}:updateAccessBindings`, { accessBindingDeltas })
  const read = async (query = '') => {
    const { body } = await app.get(`${path}:listAccessBindings${query}`)
    return (body as { accessBindings?: unknown[] }).accessBindings ?? []
  }
  return { ...app, id, path, set, update, read }
}

const effective = ({ body }: { readonly body: unknown }) =>
  (body as { response: { effectiveDeltas?: unknown[] } }).response.effectiveDeltas ?? []

describe('ListAccessBindings: 200', () => {
  it('lists bindings in pages, oldest first', async () => {
    const { update, read, get, path, clock } = await openBindings()
    expect(await read()).toEqual([])
    for (const role of ['viewer', 'admin', 'editor']) {
      await update(add(binding(role)))
      clock.pass(1)
    }
    expect(await read()).toEqual([binding('viewer'), binding('admin'), binding('editor')])
    const { rows, pages } = await walk(get, `${path}:listAccessBindings?pageSize=2`, 'accessBindings')
    expect([rows.length, pages]).toEqual([3, 2])
  })
})

describe('UpdateAccessBindings: 200', () => {
  it('returns a finished operation with the effective deltas', async () => {
    const { update, id } = await openBindings()
    const { status, body } = await update(add(binding('viewer')))
    expect(status).toBe(200)
    expect(body).toMatchObject({
      description: 'Update access bindings',
      done: true,
      metadata: { '@type': type('UpdateAccessBindingsMetadata'), resourceId: id },
      response: { '@type': type('AccessBindingsOperationResult'), effectiveDeltas: [add(binding('viewer'))] },
    })
  })

  it('omits deltas without effect', async () => {
    const { update, read } = await openBindings()
    await update(add(binding('viewer')))
    const deltas = [add(binding('viewer')), add(binding('editor')), remove(binding('admin')), remove(binding('viewer'))]
    expect(effective(await update(...deltas))).toEqual([add(binding('editor')), remove(binding('viewer'))])
    expect(await read()).toEqual([binding('editor')])
    expect(effective(await update(add(binding('editor'))))).toEqual([])
  })

  it('applies the deltas in order', async () => {
    const { update, read } = await openBindings()
    const [plus, minus] = [add(binding('viewer')), remove(binding('viewer'))]
    expect(effective(await update(plus, minus, plus))).toEqual([plus, minus, plus])
    expect(await read()).toEqual([binding('viewer')])
  })

  it('removes bindings of unknown roles and subjects', async () => {
    const { update } = await openBindings()
    expect((await update(remove(binding('iam.unknown', 'ajenone', 'serviceAccount')))).status).toBe(200)
  })

  it.each([
    ['userAccount', 'ajeanybody'],
    ['federatedUser', 'ajeanybody'],
    ['group', 'ajeanybody'],
    ['system', 'allAuthenticatedUsers'],
    ['system', 'allUsers'],
    ['system', 'group:organization:bpf1:users'],
    ['system', 'group:federation:bpf1:users'],
  ])('accepts a subject of type %s: %s', async (subjectType, subject) => {
    const { update, read } = await openBindings()
    await update(add(binding('viewer', subject, subjectType)))
    expect(await read()).toEqual([binding('viewer', subject, subjectType)])
  })

  it('adds a binding once for concurrent requests', async () => {
    const { update } = await openBindings()
    const answers = await Promise.all([1, 2, 3].map(() => update(add(binding('viewer')))))
    expect(statuses(answers)).toEqual([200, 200, 200])
    expect(answers.flatMap(effective)).toHaveLength(1)
  })

  it('is listed with the operations of the account', async () => {
    const { update, get, path } = await openBindings()
    const { body } = await update(add(binding('viewer')))
    expect((await get(`${path}/operations`)).body).toMatchObject({ operations: expect.arrayContaining([body]) })
  })
})

describe('SetAccessBindings: 200', () => {
  it('replaces all bindings and returns the difference', async () => {
    const { set, update, read, id } = await openBindings()
    await update(add(binding('viewer')), add(binding('editor')))
    const { body } = await set([binding('admin'), binding('editor'), binding('admin')])
    expect(body).toMatchObject({
      description: 'Set access bindings',
      metadata: { '@type': type('SetAccessBindingsMetadata'), resourceId: id },
      response: { effectiveDeltas: [remove(binding('viewer')), add(binding('admin'))] },
    })
    expect(await read()).toHaveLength(2)
    expect(await read()).toEqual(expect.arrayContaining([binding('editor'), binding('admin')]))
  })

  it.each([[[]], [undefined]])('removes everything for %j', async (none) => {
    const { set, update, read } = await openBindings()
    await update(add(binding('viewer')))
    expect(effective(await set(none))).toEqual([remove(binding('viewer'))])
    expect(await read()).toEqual([])
  })

  it('accepts 1000 bindings, and the next Set sees them all', async () => {
    const { set, read } = await openBindings()
    const many = Array.from({ length: 1000 }, (_, n) => binding('viewer', `ajeuser${n}`))
    expect(effective(await set(many))).toHaveLength(1000)
    expect(await read('?pageSize=1000')).toHaveLength(1000)
    expect(effective(await set(many.slice(1)))).toEqual([remove(many[0])])
  })

  it('is executed once under an Idempotency-Key', async () => {
    const { set, update } = await openBindings()
    const first = await set([binding('viewer')], { 'idempotency-key': 'k' })
    await update(add(binding('editor')))
    const second = await set([binding('viewer')], { 'idempotency-key': 'k' })
    expect(second.text).toBe(first.text)
    expect(effective(await set([binding('viewer')]))).toEqual([remove(binding('editor'))])
  })
})

describe('SetAccessBindings and UpdateAccessBindings: 400', () => {
  const count = (min: number) => `Number of elements must be in the range of ${min} to 1000`

  it.each([
    [binding('owner'), 'role_id', 'Unknown role owner'],
    [binding('iam.unknown'), 'role_id', 'Unknown role iam.unknown'],
    [binding('resource-manager.unknown'), 'role_id', 'Unknown role resource-manager.unknown'],
    [binding('Postbox sender'), 'role_id', 'Unknown role Postbox sender'],
    [binding('postbox.'), 'role_id', 'Unknown role postbox.'],
    [binding('.sender'), 'role_id', 'Unknown role .sender'],
    [binding('viewer', 'x', 'robot'), 'subject.type', expect.stringContaining('Must be one of userAccount,')],
    [binding('viewer', 'ajenone', 'serviceAccount'), 'subject.id', 'ServiceAccount ajenone not found'],
    [binding('viewer', 'everybody', 'system'), 'subject.id', 'Unknown system subject everybody'],
    [binding(''), 'role_id', 'Field is required'],
    [binding('viewer', ''), 'subject.id', 'Field is required'],
    [binding('viewer', 'x'.repeat(101)), 'subject.id', 'Length must be at most 100 characters'],
    [{ roleId: 'viewer' }, 'subject', 'Field is required'],
    [{ ...binding('viewer'), condition: '' }, 'condition', 'Unknown field'],
  ])('reject %j', async (wrong, field, description) => {
    const { set, update, read } = await openBindings()
    const good = binding('editor')
    expect(refused(await set([good, wrong]))).toEqual({ [`access_bindings[1].${field}`]: description })
    const answer = await update(add(good), add(wrong))
    expect(refused(answer)).toEqual({ [`access_binding_deltas[1].access_binding.${field}`]: description })
    expect(await read()).toEqual([])
  })

  it('reject more than 1000 deltas, and an empty update', async () => {
    const { set, update } = await openBindings()
    const many = Array.from({ length: 1001 }, () => binding('viewer'))
    expect(refused(await set(many))).toEqual({ access_bindings: count(0) })
    expect(refused(await update(...many.map(add)))).toEqual({ access_binding_deltas: count(1) })
    expect(refused(await update())).toEqual({ access_binding_deltas: count(1) })
  })

  it('reject an unknown action', async () => {
    const { update } = await openBindings()
    const answer = await update({ action: 'TOGGLE', accessBinding: binding('viewer') })
    expect(refused(answer)).toHaveProperty(['access_binding_deltas[0].action'])
  })
})

describe('roles of other services', () => {
  const role = 'ai.languageModels.user'

  it('are bound, listed and removed, and cannot be read as roles', async () => {
    const { update, set, read, get } = await openBindings()
    const others = [role, 'postbox.sender', 'k8s.cluster-api.cluster-admin'].map((id) => binding(id))
    expect(effective(await update(...others.map(add)))).toEqual(others.map(add))
    expect(await read()).toEqual(expect.arrayContaining(others))
    expect(effective(await set(others.slice(1)))).toEqual([remove(binding(role))])
    expect(effective(await update(remove(binding('postbox.sender'))))).toEqual([remove(binding('postbox.sender'))])
    expect((await get('/iam/v1/roles?pageSize=1000')).text).not.toContain('k8s.')
    expect((await get(`/iam/v1/roles/${role}`)).status).toBe(404)
  })

  it('grant nothing here', async () => {
    const { path, robot, grant, id, folder, cloud, get } = await openBindings()
    const { id: robotId, get: ask } = await robot()
    const places = [path, `/resource-manager/v1/folders/${folder.id}`, `/resource-manager/v1/clouds/${cloud.id}`]
    const without = await Promise.all(places.map(ask))
    await grant('serviceAccounts', id, role, robotId)
    await grant('folders', folder.id, role, robotId)
    await grant('clouds', cloud.id, role, robotId)
    expect(statuses(await Promise.all(places.map(get)))).toEqual([200, 200, 200])
    expect(statuses(await Promise.all(places.map(ask)))).toEqual(statuses(without))
    expect(statuses(without)).toEqual([404, 404, 404])
  })
})

describe('access bindings: 404', () => {
  it('fail for an account that does not exist', async () => {
    const { get, post } = await openApp()
    const path = `${accounts}/ajenone`
    const answers = [
      await get(`${path}:listAccessBindings`),
      await post(`${path}:setAccessBindings`, {}),
      await post(`${path}:updateAccessBindings`, { accessBindingDeltas: [add(binding('viewer'))] }),
    ]
    for (const { body } of answers) {
      expect(body).toMatchObject({ code: 5, message: 'ServiceAccount ajenone not found' })
    }
  })
})

describe('the deletion of an account', () => {
  it('deletes the bindings on it and to it', async () => {
    const { id, update, read, del, account, grant, cloud, folder, store } = await openBindings()
    const robot = await account()
    await update(add(binding('viewer', robot, 'serviceAccount')), add(binding('viewer')))
    await grant('serviceAccounts', robot, 'viewer', id)
    await grant('folders', folder.id, 'viewer', robot)
    await grant('clouds', cloud.id, 'viewer', robot)
    const boundTo = async (resourceId: string) =>
      (await store.accessBindings.list(resourceId, { limit: 9, after: null })).rows.length
    const places = [robot, folder.id, cloud.id]
    expect(await Promise.all(places.map(boundTo))).toEqual([1, 1, 1])
    await del(`${accounts}/${robot}`)
    expect(await read()).toEqual([binding('viewer')])
    expect(await Promise.all(places.map(boundTo))).toEqual([0, 0, 0])
  })
})
