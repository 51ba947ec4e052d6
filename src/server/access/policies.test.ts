import { describe, expect, it } from 'vitest'

import { openApp, refused, walk } from '../testing/open-app.ts'

const folders = '/resource-manager/v1/folders'
const keys = 'iam.denyServiceAccountApiKeysCreation'
const credentials = 'iam.denyServiceAccountCredentialsCreation'
const accounts = 'iam.denyServiceAccountCreation'
const type = (message: string) => `type.googleapis.com/yandex.cloud.access.${message}`

/** A folder or a cloud, and the methods on its policies. */
const openPolicies = async (kind: 'folder' | 'cloud' = 'folder') => {
  const app = await openApp()
  const path = `/resource-manager/v1/${kind}s/${app[kind].id}`
  const bind = (accessPolicyTemplateId: string, fields: Record<string, unknown> = {}, of = path) =>
    app.post(`${of}:bindAccessPolicy`, { accessPolicyBinding: { accessPolicyTemplateId, ...fields } })
  const unbind = (accessPolicyTemplateId: string) => app.post(`${path}:unbindAccessPolicy`, { accessPolicyTemplateId })
  const update = (accessPolicyTemplateId: string, fields: Record<string, unknown> = {}, of = path) =>
    app.patch(`${of}:updateAccessPolicyBindingParameters`, {
      accessPolicyBinding: { accessPolicyTemplateId, ...fields },
    })
  const read = async () => (await app.get(`${path}:listAccessPolicyBindings`)).body
  return { ...app, path, bind, unbind, update, read }
}

describe('ListAccessPolicyBindings: 200', () => {
  it('lists only the policies bound to the folder, oldest first, in pages', async () => {
    const { bind, read, get, path, sibling, clock } = await openPolicies()
    expect(await read()).toEqual({})
    await bind(keys)
    clock.pass(1)
    await bind(accounts, { parameters: { 'a-b': 'c', empty: '' } })
    await bind(credentials, {}, `${folders}/${sibling.id}`)
    expect(await read()).toEqual({
      accessPolicyBindings: [
        { accessPolicyTemplateId: keys },
        { accessPolicyTemplateId: accounts, parameters: { 'a-b': 'c', empty: '' } },
      ],
    })
    expect(await walk(get, `${path}:listAccessPolicyBindings?pageSize=1`, 'accessPolicyBindings')).toMatchObject({
      pages: 2,
    })
  })
})

describe('BindAccessPolicy: 200', () => {
  it('returns a finished operation', async () => {
    const { bind, get, folder } = await openPolicies()
    const { status, body } = await bind(keys)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      description: 'Bind access policy',
      done: true,
      metadata: {
        '@type': type('BindAccessPolicyMetadata'),
        resourceId: folder.id,
        accessPolicyBinding: { accessPolicyTemplateId: keys },
      },
      response: { '@type': type('BindAccessPolicyResponse') },
    })
    expect((await get(`/operations/${(body as { id: string }).id}`)).body).toEqual(body)
  })

  it('accepts an IAM policy that has no effect here', async () => {
    const { bind } = await openPolicies()
    expect((await bind('iam.denyServiceAccountAccessKeysCreation')).status).toBe(200)
  })
})

describe('BindAccessPolicy: 400', () => {
  const field = 'access_policy_binding.access_policy_template_id'

  it.each([
    ['nobody.knows', {}, { [field]: 'Unknown access policy template nobody.knows' }],
    ['', {}, { [field]: 'Field is required' }],
    [keys, { parameters: { a: 'x'.repeat(1025) } }, { 'access_policy_binding.parameters.a': expect.any(String) }],
    [keys, { parameters: { A: 'x' } }, { 'access_policy_binding.parameters.A': expect.stringContaining('pattern') }],
    [keys, { enforced: true }, { 'access_policy_binding.enforced': 'Unknown field' }],
  ])('rejects %s with %j', async (template, fields, violations) => {
    const { bind, read } = await openPolicies()
    expect(refused(await bind(template, fields))).toEqual(violations)
    expect(await read()).toEqual({})
  })
})

describe('access policies: 404', () => {
  it('fail for a folder that does not exist', async () => {
    const { bind, update, get, post } = await openPolicies()
    const none = `${folders}/b1gnone`
    const answers = [
      await get(`${none}:listAccessPolicyBindings`),
      await bind(keys, {}, none),
      await post(`${none}:unbindAccessPolicy`, { accessPolicyTemplateId: keys }),
      await update(keys, {}, none),
    ]
    for (const { body } of answers) expect(body).toMatchObject({ code: 5, message: 'Folder b1gnone not found' })
  })

  it('fail if the policy is not bound', async () => {
    const { bind, unbind, update, read, folder } = await openPolicies()
    await bind(keys)
    for (const { status, body } of [await unbind(accounts), await update(accounts)]) {
      expect(status).toBe(404)
      expect(body).toMatchObject({ code: 5, message: `Access policy ${accounts} is not bound to ${folder.id}` })
    }
    expect(await read()).toEqual({ accessPolicyBindings: [{ accessPolicyTemplateId: keys }] })
  })
})

describe('BindAccessPolicy: 409', () => {
  it('fails if the policy is already bound', async () => {
    const { bind, folder } = await openPolicies()
    await bind(keys)
    const { status, body } = await bind(keys, { parameters: { a: 'b' } })
    expect(status).toBe(409)
    expect(body).toMatchObject({ code: 6, message: `Access policy ${keys} is already bound to ${folder.id}` })
  })
})

describe('UnbindAccessPolicy: 200', () => {
  it('returns a finished operation and unbinds the policy', async () => {
    const { bind, unbind, read, folder } = await openPolicies()
    await bind(keys)
    const { status, body } = await unbind(keys)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      description: 'Unbind access policy',
      metadata: {
        '@type': type('UnbindAccessPolicyMetadata'),
        resourceId: folder.id,
        accessPolicyTemplateId: keys,
      },
      response: { '@type': type('UnbindAccessPolicyResponse') },
    })
    expect(await read()).toEqual({})
  })
})

describe('UpdateAccessPolicyBindingParameters: 200', () => {
  it('returns a finished operation and replaces the parameters of the one policy', async () => {
    const { bind, update, read, folder, clock } = await openPolicies()
    await bind(keys, { parameters: { a: 'b', c: 'd' } })
    clock.pass(1)
    await bind(accounts, { parameters: { a: 'b' } })
    const { status, body } = await update(keys, { parameters: { c: 'x' } })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      description: 'Update access policy parameters',
      done: true,
      metadata: {
        '@type': type('UpdateAccessPolicyBindingParametersMetadata'),
        resourceId: folder.id,
        accessPolicyBinding: { accessPolicyTemplateId: keys, parameters: { c: 'x' } },
      },
      response: { '@type': type('UpdateAccessPolicyBindingParametersResponse') },
    })
    expect(await read()).toEqual({
      accessPolicyBindings: [
        { accessPolicyTemplateId: keys, parameters: { c: 'x' } },
        { accessPolicyTemplateId: accounts, parameters: { a: 'b' } },
      ],
    })
  })

  it('removes all parameters if none are sent', async () => {
    const { bind, update, read } = await openPolicies()
    await bind(keys, { parameters: { a: 'b' } })
    await update(keys)
    expect(await read()).toEqual({ accessPolicyBindings: [{ accessPolicyTemplateId: keys }] })
  })
})

describe('access policies of a cloud', () => {
  it('are bound, changed, listed and unbound like those of a folder', async () => {
    const { bind, update, unbind, read } = await openPolicies('cloud')
    await bind(keys)
    await update(keys, { parameters: { a: 'b' } })
    expect(await read()).toEqual({ accessPolicyBindings: [{ accessPolicyTemplateId: keys, parameters: { a: 'b' } }] })
    await unbind(keys)
    expect(await read()).toEqual({})
  })
})

describe('Create of a key: 403', () => {
  it.each([keys, credentials])('is returned for %s, with its name, and existing keys stay', async (template) => {
    const { bind, unbind, post, get, account, key, folder } = await openPolicies()
    const serviceAccountId = await account()
    const { apiKey } = await key(serviceAccountId)
    await bind(template)
    const { status, body } = await post('/iam/v1/apiKeys', { serviceAccountId })
    expect(status).toBe(403)
    expect(body).toMatchObject({
      code: 7,
      message: `Permission denied: forbidden by access policy ${template} of folder ${folder.id}`,
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ResourceInfo',
          resourceType: 'yandex.cloud.access.AccessPolicy',
          resourceName: template,
          owner: folder.id,
        },
        {},
      ],
    })
    expect((await get(`/iam/v1/apiKeys?serviceAccountId=${serviceAccountId}`)).body).toEqual({ apiKeys: [apiKey] })
    await unbind(template)
    expect((await post('/iam/v1/apiKeys', { serviceAccountId })).status).toBe(200)
  })

  it('is not returned for other policies or other folders', async () => {
    const { bind, post, account, sibling } = await openPolicies()
    await bind(keys, {}, `${folders}/${sibling.id}`)
    const serviceAccountId = await account()
    await bind(accounts)
    expect((await post('/iam/v1/apiKeys', { serviceAccountId })).status).toBe(200)
  })
})

describe('Create of an account: 403', () => {
  it('is returned with the name of the policy', async () => {
    const { bind, post, folder } = await openPolicies()
    await bind(accounts)
    const { status, body } = await post('/iam/v1/serviceAccounts', { folderId: folder.id, name: 'robot' })
    expect(status).toBe(403)
    expect(body).toMatchObject({
      code: 7,
      message: `Permission denied: forbidden by access policy ${accounts} of folder ${folder.id}`,
    })
  })
})

describe('a policy of the cloud: 403', () => {
  const impersonation = 'iam.denyServiceAccountImpersonation'
  const openWithPolicy = async (templateId: string) => {
    const app = await openPolicies()
    const bindToCloud = () => app.bind(templateId, {}, `/resource-manager/v1/clouds/${app.cloud.id}`)
    return { ...app, bindToCloud, message: `Permission denied: forbidden by access policy ${templateId}` }
  }

  it.each([
    [keys, '/iam/v1/apiKeys'],
    [credentials, '/iam/v1/apiKeys'],
    [impersonation, '/iam/v1/tokens:createForServiceAccount'],
  ])('%s applies to accounts in all its folders, and in no other cloud', async (template, method) => {
    const { post, account, cloud, folder, sibling, elsewhere, bindToCloud, message } = await openWithPolicy(template)
    const ids: string[] = []
    for (const { id } of [folder, sibling, elsewhere]) ids.push(await account({ folderId: id }))
    await bindToCloud()
    const answers = []
    for (const serviceAccountId of ids) answers.push(await post(method, { serviceAccountId }))
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 200])
    expect(answers[0]?.body).toMatchObject({ code: 7, message: `${message} of cloud ${cloud.id}` })
  })

  it('applies to new accounts too', async () => {
    const { post, cloud, folder, sibling, elsewhere, bindToCloud, message } = await openWithPolicy(accounts)
    await bindToCloud()
    for (const { id } of [folder, sibling]) {
      const { status, body } = await post('/iam/v1/serviceAccounts', { folderId: id, name: 'robot' })
      expect(status).toBe(403)
      expect(body).toMatchObject({ code: 7, message: `${message} of cloud ${cloud.id}` })
    }
    expect((await post('/iam/v1/serviceAccounts', { folderId: elsewhere.id, name: 'robot' })).status).toBe(200)
  })

  it('is named only if the folder has none', async () => {
    const { post, account, folder, bind, bindToCloud, message } = await openWithPolicy(keys)
    const serviceAccountId = await account()
    await bindToCloud()
    await bind(keys)
    expect((await post('/iam/v1/apiKeys', { serviceAccountId })).body).toMatchObject({
      message: `${message} of folder ${folder.id}`,
    })
  })
})
