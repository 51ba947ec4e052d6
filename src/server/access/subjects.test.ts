import { describe, expect, it } from 'vitest'

import { openApp, refused } from '../testing/open-app.ts'

const binding = (roleId: string, id = 'ajeuser', type = 'userAccount') => ({ roleId, subject: { id, type } })
const add = (accessBinding: unknown) => ({ action: 'ADD', accessBinding })

/** A caller that manages access to one account, and an account that it may not view. */
const openManager = async () => {
  const app = await openApp()
  const id = await app.account()
  const path = `/iam/v1/serviceAccounts/${id}`
  const manager = await app.robot()
  await app.grant('serviceAccounts', id, 'iam.serviceAccounts.admin', manager.id)
  const hidden = await app.account({ folderId: app.sibling.id })
  const by =
    (post: typeof app.post) =>
    (...added: unknown[]) =>
      post(`${path}:updateAccessBindings`, { accessBindingDeltas: added.map(add) })
  const bind = (subject: string, type: string) => by(manager.post)(binding('viewer', subject, type))
  const set = (accessBindings: unknown) => manager.post(`${path}:setAccessBindings`, { accessBindings })
  const read = async () =>
    ((await app.get(`${path}:listAccessBindings`)).body as { accessBindings?: unknown[] }).accessBindings ?? []
  return { ...app, id, manager, hidden, bind, set, read, bindAsAdministrator: by(app.post) }
}

describe('the subject of a binding', () => {
  it('gets the same response for a hidden account as for an unknown one', async () => {
    const { bind, hidden } = await openManager()
    const told = async (id: string, subjectType: string) => {
      const { status, body } = await bind(id, subjectType)
      const { message } = body as { message?: string }
      return [status, message?.replaceAll(id, '{id}')]
    }
    for (const subjectType of ['serviceAccount', 'userAccount', 'federatedUser', 'group']) {
      expect(await told(hidden, subjectType)).toEqual(await told('ajenone00000000000000', subjectType))
    }
    expect(refused(await bind(hidden, 'serviceAccount'))).toEqual({
      'access_binding_deltas[0].access_binding.subject.id': `ServiceAccount ${hidden} not found`,
    })
  })

  it.each([
    ['may be viewed', 'iam.serviceAccounts.user'],
    ['may be impersonated', 'iam.serviceAccounts.tokenCreator'],
  ])('can be an account that %s', async (_, role) => {
    const { bind, hidden, grant, manager } = await openManager()
    await grant('serviceAccounts', hidden, role, manager.id)
    expect((await bind(hidden, 'serviceAccount')).status).toBe(200)
  })

  it('can be the caller itself', async () => {
    const { bind, manager } = await openManager()
    expect((await bind(manager.id, 'serviceAccount')).status).toBe(200)
  })

  it.each(['userAccount', 'federatedUser', 'group'])(
    'cannot be a %s if it is known as a service account',
    async (wrong) => {
      const { bind, set, id, manager } = await openManager()
      for (const known of [id, manager.id]) {
        const description = `Must be serviceAccount: ${known} is a service account`
        expect(refused(await bind(known, wrong))).toEqual({
          'access_binding_deltas[0].access_binding.subject.type': description,
        })
        expect(refused(await set([binding('viewer', known, wrong)]))).toEqual({
          'access_bindings[0].subject.type': description,
        })
      }
    },
  )

  it('stays in a Set of all listed bindings, even if it is hidden', async () => {
    const { bindAsAdministrator, read, set, hidden } = await openManager()
    await bindAsAdministrator(binding('viewer', hidden, 'serviceAccount'))
    const accessBindings = [...(await read()), binding('viewer')]
    expect((await set(accessBindings)).body).toMatchObject({
      response: { effectiveDeltas: [add(binding('viewer'))] },
    })
    expect(await read()).toHaveLength(accessBindings.length)
  })
})
