import { describe, expect, it } from 'vitest'

import { type Answer, openApp } from '../testing/open-app.ts'
import type { Quotas } from '../verb.ts'

const accounts = '/iam/v1/serviceAccounts'
const keys = '/iam/v1/apiKeys'
const folders = '/resource-manager/v1/folders'
const clouds = '/resource-manager/v1/clouds'

const named = (list: string) => (answer: Answer) =>
  ((answer.body as Record<string, { readonly name: string }[] | undefined>)[list] ?? []).map(({ name }) => name)
const [cloudNames, folderNames, accountNames] = [named('clouds'), named('folders'), named('serviceAccounts')]
const operationsOf = ({ body }: Answer) =>
  ((body as { operations?: { description: string }[] }).operations ?? []).map(({ description }) => description)

/** An account with a key in `production`, and a robot of another cloud. */
const openScene = async (quotas: Quotas = { apiKeys: 0, serviceAccounts: 0 }) => {
  const app = await openApp({ quotas })
  const id = await app.account({ name: 'target' })
  const { apiKey } = await app.key(id)
  return { ...app, id, apiKey, robot: await app.robot() }
}

describe('a resource that the caller may not view', () => {
  it('looks as if it did not exist', async () => {
    const { robot, id, apiKey, folder, cloud } = await openScene()
    const { id: keyId } = apiKey
    const ask = async (path: (id: string) => string, hidden: string) => {
      const [one, none] = [await robot.get(path(hidden)), await robot.get(path('ajenone'))]
      const told = ({ status, text }: Answer) => [status, text.replaceAll(/"requestId": "[^"]*"/g, '')]
      expect(told(one)).toEqual(told({ ...none, text: none.text.replaceAll('ajenone', hidden) }))
      expect(one.status).toBe(404)
    }
    await ask((one) => `${accounts}/${one}`, id)
    await ask((one) => `${accounts}/${one}/operations`, id)
    await ask((one) => `${accounts}/${one}:listAccessBindings`, id)
    await ask((one) => `${keys}/${one}`, keyId)
    await ask((one) => `${keys}/${one}/operations`, keyId)
    await ask((one) => `${keys}?serviceAccountId=${one}`, id)
    await ask((one) => `${folders}/${one}`, folder.id)
    await ask((one) => `${accounts}?folderId=${one}`, folder.id)
    await ask((one) => `${clouds}/${one}`, cloud.id)
    await ask((one) => `${folders}?cloudId=${one}`, cloud.id)
  })

  it('cannot be changed either', async () => {
    const { robot, get, id, apiKey, folder } = await openScene()
    const answers = [
      await robot.patch(`${accounts}/${id}`, { updateMask: 'description', description: 'x' }),
      await robot.del(`${accounts}/${id}`),
      await robot.del(`${keys}/${apiKey.id}`),
      await robot.post(keys, { serviceAccountId: id }),
      await robot.post(accounts, { folderId: folder.id, name: 'intruder' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect((await get(`${keys}?serviceAccountId=${id}`)).body).toEqual({ apiKeys: [apiKey] })
    expect(accountNames(await get(`${accounts}?folderId=${folder.id}`))).toEqual(['target'])
  })
})

describe('403', () => {
  it('names the resource that the caller may view but not change', async () => {
    const { robot, grant, get, id, apiKey, folder } = await openScene()
    await grant('folders', folder.id, 'viewer', robot.id)
    const denied = [
      [await robot.post(keys, { serviceAccountId: id }), 'iam.serviceAccount', id],
      [await robot.del(`${keys}/${apiKey.id}`), 'iam.apiKey', apiKey.id],
      [await robot.post(accounts, { folderId: folder.id, name: 'new' }), 'resource-manager.folder', folder.id],
    ] as const
    for (const [{ status, body }, resourceType, resourceName] of denied) {
      expect(status).toBe(403)
      expect(body).toMatchObject({
        code: 7,
        message: `Permission denied to ${resourceType} ${resourceName}`,
        details: [{ '@type': 'type.googleapis.com/google.rpc.ResourceInfo', resourceType, resourceName }, {}],
      })
    }
    expect((await get(`${keys}?serviceAccountId=${id}`)).body).toEqual({ apiKeys: [apiKey] })
  })

  it('comes after validation and before everything else', async () => {
    const { robot, grant, id, folder } = await openScene()
    await grant('folders', folder.id, 'viewer', robot.id)
    expect((await robot.post(keys, { serviceAccountId: id, scopes: 5 })).status).toBe(400)
    expect((await robot.post(keys, { serviceAccountId: id, scopes: ['yc.nobody.knows'] })).status).toBe(403)
  })

  it('comes before the quota check', async () => {
    const { robot, grant, account, key, folder } = await openScene({ apiKeys: 1, serviceAccounts: 0 })
    const id = await account()
    await grant('folders', folder.id, 'viewer', robot.id)
    await expect(key(id)).rejects.toThrow('Quota limit')
    expect((await robot.post(keys, { serviceAccountId: id })).status).toBe(403)
  })

  it('comes before the access policy check', async () => {
    const { robot, grant, post, id, folder } = await openScene()
    const accessPolicyTemplateId = 'iam.denyServiceAccountApiKeysCreation'
    await post(`${folders}/${folder.id}:bindAccessPolicy`, { accessPolicyBinding: { accessPolicyTemplateId } })
    await grant('serviceAccounts', id, 'viewer', robot.id)
    const create = async () => (await robot.post(keys, { serviceAccountId: id })).body
    expect(await create()).toMatchObject({ message: `Permission denied to iam.serviceAccount ${id}` })
    await grant('serviceAccounts', id, 'editor', robot.id)
    expect(await create()).toMatchObject({ message: expect.stringContaining(accessPolicyTemplateId) })
  })

  it('applies to the next request after a role is revoked', async () => {
    const { robot, grant, post, id } = await openScene()
    await grant('serviceAccounts', id, 'viewer', robot.id)
    expect((await robot.get(`${accounts}/${id}`)).status).toBe(200)
    await post(`${accounts}/${id}:setAccessBindings`, {})
    expect((await robot.get(`${accounts}/${id}`)).status).toBe(404)
  })
})

describe('lists', () => {
  it('of clouds and folders contain what the caller may view, and only its own without a role', async () => {
    const { robot, grant, cloud, otherCloud, folder } = await openScene()
    expect(cloudNames(await robot.get(clouds))).toEqual(['acme-lab'])
    expect(folderNames(await robot.get(`${folders}?cloudId=${otherCloud.id}`))).toEqual(['experiments'])
    await grant('folders', folder.id, 'iam.serviceAccounts.user', robot.id)
    expect(cloudNames(await robot.get(clouds))).toEqual(['acme', 'acme-lab'])
    expect(folderNames(await robot.get(`${folders}?cloudId=${cloud.id}`))).toEqual(['production'])
    await grant('clouds', cloud.id, 'viewer', robot.id)
    expect(folderNames(await robot.get(`${folders}?cloudId=${cloud.id}`))).toEqual(['production', 'staging'])
  })

  it('of accounts contain those with a role on them, if there is none on the folder', async () => {
    const { robot, grant, account, clock, id, folder, cloud } = await openScene()
    clock.pass(1)
    const second = await account({ name: 'second' })
    clock.pass(1)
    await account({ name: 'hidden' })
    const list = `${accounts}?folderId=${folder.id}`
    expect((await robot.get(list)).status).toBe(404)
    await grant('serviceAccounts', id, 'viewer', robot.id)
    await grant('serviceAccounts', second, 'iam.serviceAccounts.user', robot.id)
    expect(accountNames(await robot.get(list))).toEqual(['target', 'second'])
    const first = await robot.get(`${list}&pageSize=1`)
    expect(accountNames(first)).toEqual(['target'])
    const { nextPageToken } = first.body as { nextPageToken: string }
    const rest = await robot.get(`${list}&pageToken=${encodeURIComponent(nextPageToken)}`)
    expect([accountNames(rest), rest.body as object]).toEqual([
      ['second'],
      expect.not.objectContaining({ nextPageToken }),
    ])
    const filter = encodeURIComponent('name = "second"')
    expect(accountNames(await robot.get(`${list}&filter=${filter}`))).toEqual(['second'])
    expect(cloudNames(await robot.get(clouds))).toEqual(['acme', 'acme-lab'])
    await grant('clouds', cloud.id, 'viewer', robot.id)
    expect(accountNames(await robot.get(list))).toEqual(['target', 'second', 'hidden'])
  })

  it('of clouds are filtered and paged for everybody', async () => {
    const { robot, grant, cloud } = await openScene()
    await grant('clouds', cloud.id, 'resource-manager.clouds.member', robot.id)
    const filter = encodeURIComponent('name = "acme"')
    expect(cloudNames(await robot.get(`${clouds}?filter=${filter}`))).toEqual(['acme'])
    const first = await robot.get(`${clouds}?pageSize=1`)
    expect(cloudNames(first)).toEqual(['acme'])
    expect(first.body).toHaveProperty('nextPageToken')
  })
})

describe('a service account', () => {
  it('views itself, and its keys only with a role', async () => {
    const { robot, grant } = await openScene()
    expect((await robot.get(`${accounts}/${robot.id}`)).body).toMatchObject({ id: robot.id })
    expect((await robot.get(keys)).body).toMatchObject({
      message: `Permission denied to iam.serviceAccount ${robot.id}`,
    })
    expect((await robot.post(keys, {})).status).toBe(403)
    await grant('serviceAccounts', robot.id, 'iam.serviceAccounts.apiKeyAdmin', robot.id)
    const { body } = await robot.post(keys, { description: 'mine' })
    expect(body).toMatchObject({ apiKey: { serviceAccountId: robot.id } })
    expect((await robot.get(keys)).body).toMatchObject({ apiKeys: [{ description: 'mine' }] })
  })

  it.each(['allAuthenticatedUsers', 'allUsers'])('has the roles of %s', async (subject) => {
    const { robot, post, id } = await openScene()
    const accessBinding = { roleId: 'viewer', subject: { id: subject, type: 'system' } }
    await post(`${accounts}/${id}:updateAccessBindings`, { accessBindingDeltas: [{ action: 'ADD', accessBinding }] })
    expect((await robot.get(`${accounts}/${id}`)).status).toBe(200)
  })

  it('has no role of another type of subject with the same ID', async () => {
    const { robot, post, id } = await openScene()
    const accessBinding = { roleId: 'viewer', subject: { id: robot.id, type: 'userAccount' } }
    await post(`${accounts}/${id}:updateAccessBindings`, { accessBindingDeltas: [{ action: 'ADD', accessBinding }] })
    expect((await robot.get(`${accounts}/${id}`)).status).toBe(404)
  })

  it('is recorded as the creator of its operations', async () => {
    const { robot, grant, id } = await openScene()
    await grant('serviceAccounts', id, 'editor', robot.id)
    const { body } = await robot.patch(`${accounts}/${id}`, { updateMask: 'description' })
    expect(body).toMatchObject({ createdBy: robot.id })
  })
})

describe('operations', () => {
  it('of an account exclude those of keys that the caller may not view', async () => {
    const { robot, grant, id } = await openScene()
    await grant('serviceAccounts', id, 'iam.serviceAccounts.user', robot.id)
    const own = ['Update access bindings', 'Create service account']
    expect(operationsOf(await robot.get(`${accounts}/${id}/operations`)).toSorted()).toEqual(own.toSorted())
    await grant('serviceAccounts', id, 'viewer', robot.id)
    expect(operationsOf(await robot.get(`${accounts}/${id}/operations`))).toContain('Create API key')
  })

  it('of a deleted resource are visible with a role on its folder', async () => {
    const { robot, grant, del, id, apiKey, folder } = await openScene()
    await grant('folders', folder.id, 'viewer', robot.id)
    const { body } = await del(`${accounts}/${id}`)
    expect(operationsOf(await robot.get(`${accounts}/${id}/operations`))).toHaveLength(3)
    expect(operationsOf(await robot.get(`${keys}/${apiKey.id}/operations`))).toEqual(['Create API key'])
    expect((await robot.get(`/operations/${(body as { id: string }).id}`)).body).toEqual(body)
  })

  it('can be polled by their creator, even if deleting the account removed its rights', async () => {
    const { robot, grant, id } = await openScene()
    await grant('serviceAccounts', id, 'editor', robot.id)
    const { body } = await robot.del(`${accounts}/${id}`)
    expect((await robot.get(`/operations/${(body as { id: string }).id}`)).body).toEqual(body)
  })

  it('are hidden from other callers', async () => {
    const { robot, grant, patch, id, apiKey } = await openScene()
    const { body } = await patch(`${keys}/${apiKey.id}`, { updateMask: 'description' })
    const path = `/operations/${(body as { id: string }).id}`
    // Get, and Cancel by its two verbs.
    const ask = async () => [
      await robot.get(path),
      await robot.get(`${path}:cancel`),
      await robot.post(`${path}:cancel`, {}),
    ]
    for (const { status } of await ask()) expect(status).toBe(404)
    await grant('serviceAccounts', id, 'iam.serviceAccounts.user', robot.id)
    for (const { status } of await ask()) expect(status).toBe(404)
    await grant('serviceAccounts', id, 'viewer', robot.id)
    for (const answer of await ask()) expect(answer.body).toEqual(body)
  })

  it('on a folder and a cloud are visible to callers that may view their access bindings', async () => {
    const { robot, grant, post, folder, cloud } = await openScene()
    const set = { accessBindings: [] }
    const folderTarget = (await post(`${folders}/${folder.id}:setAccessBindings`, set)).body as { id: string }
    const cloudTarget = (await post(`${clouds}/${cloud.id}:setAccessBindings`, set)).body as { id: string }
    await grant('clouds', cloud.id, 'iam.serviceAccounts.user', robot.id)
    for (const { id } of [folderTarget, cloudTarget]) expect((await robot.get(`/operations/${id}`)).status).toBe(404)
    await grant('clouds', cloud.id, 'viewer', robot.id)
    for (const one of [folderTarget, cloudTarget]) expect((await robot.get(`/operations/${one.id}`)).body).toEqual(one)
  })
})

describe('under an Idempotency-Key', () => {
  it("a repeated deletion succeeds, even if it removed the caller's permission", async () => {
    const { robot, grant, id } = await openScene()
    await grant('serviceAccounts', id, 'editor', robot.id)
    const del = () => robot.del(`${accounts}/${id}`, { 'idempotency-key': 'k' })
    const first = await del()
    expect(first.status).toBe(200)
    expect((await del()).text).toBe(first.text)
  })

  it('a rejected write is executed again', async () => {
    const { robot, grant, id } = await openScene()
    const create = () => robot.post(keys, { serviceAccountId: id }, { 'idempotency-key': 'k' })
    expect((await create()).status).toBe(404)
    await grant('serviceAccounts', id, 'editor', robot.id)
    expect((await create()).status).toBe(200)
  })
})
