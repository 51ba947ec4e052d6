import type { JsonObject } from '@bufbuild/protobuf'
import { expect, it } from 'vitest'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { openGrpc } from './testing/open-grpc.ts'
import { methods } from './methods.ts'
import { jsonOf, messageOf } from './registry.ts'

type Id = (typeof methods)[number]['endpoint']['id']

it('every response fits its message, and reads answer the same by gRPC', async () => {
  const app = await openGrpc()
  const called = new Set<string>()
  const call = async (id: Id, path: Record<string, string>, rest: JsonObject = {}): Promise<unknown> => {
    const { method, path: template } = api[id] as Endpoint
    const isRead = method === 'GET'
    const query = isRead ? `?${new URLSearchParams(rest as Record<string, string>)}` : ''
    const url = `${template.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '')}${query}`
    const headers = { authorization: `Bearer ${app.token}`, 'content-type': 'application/json' }
    const { status, body, text } = await app.send(url, {
      method,
      headers,
      ...(!isRead && { body: JSON.stringify(rest) }),
    })
    expect(status, `${id}: ${text}`).toBe(200)
    called.add(id)
    const { output, input } = methods.find(({ endpoint }) => endpoint.id === id)?.desc ?? {}
    if (output === undefined || input === undefined) throw new Error(`${id} is not served by gRPC`)
    const named = Object.entries(path).filter(([name]) => template.includes(`{${name}}`))
    // A write cannot be repeated.
    const byGrpc = isRead ? (await app.call(id, { ...Object.fromEntries(named), ...rest })).body : body
    for (const answer of [jsonOf(output, messageOf(output, body as JsonObject)), byGrpc]) expect(answer).toEqual(body)
    return body
  }

  const labels = { team: 'billing' }
  const [expiresAt, description] = ['2027-01-01T00:00:00Z', 'text']
  const folderId = app.folder.id
  const created = await call('createServiceAccount', {}, { folderId, name: 'robot', description, labels, expiresAt })
  const { serviceAccountId } = (created as { metadata: { serviceAccountId: string } }).metadata
  const operationId = (created as { id: string }).id
  const account = { serviceAccountId, resourceId: serviceAccountId }
  await call('updateServiceAccount', account, { updateMask: 'labels', labels })
  await call('suspendServiceAccount', account, { reason: 'leaked' })
  await call('reactivateServiceAccount', account)

  const scopes = ['yc.postbox.send']
  const { apiKey, secret } = (await call('createApiKey', {}, { serviceAccountId, description, scopes, expiresAt })) as {
    readonly apiKey: { readonly id: string }
    readonly secret: string
  }
  const key = { apiKeyId: apiKey.id }
  await app.send('/authenticate', { headers: { authorization: `Api-Key ${secret}` } })
  await app.usage.flush()
  await call('updateApiKey', key, { updateMask: 'description', description: 'other' })
  await call('getApiKey', key)
  await call('listApiKeys', {}, { serviceAccountId: serviceAccountId })
  await call('listScopes', {}, { pageSize: '1' })

  const { iamToken } = (await call('createIamTokenForServiceAccount', {}, { serviceAccountId })) as { iamToken: string }
  await call('revokeIamToken', {}, { iamToken })
  await call('createIamToken', {}, { yandexPassportOauthToken: app.token })

  const accessBinding = { roleId: 'viewer', subject: { id: serviceAccountId, type: 'serviceAccount' } }
  const accessPolicyTemplateId = 'iam.denyServiceAccountAccessKeysCreation'
  const policy = { accessPolicyBinding: { accessPolicyTemplateId, parameters: { a: 'b' } } }
  for (const [kind, id] of [
    ['ServiceAccount', serviceAccountId],
    ['Folder', folderId],
    ['Cloud', app.cloud.id],
  ] as const) {
    const resource = { resourceId: id }
    await call(`set${kind}AccessBindings`, resource, { accessBindings: [accessBinding] })
    const accessBindingDeltas = [{ action: 'REMOVE', accessBinding }]
    await call(`list${kind}AccessBindings`, resource)
    await call(`update${kind}AccessBindings`, resource, { accessBindingDeltas })
    if (kind === 'ServiceAccount') continue
    await call(`bind${kind}AccessPolicy`, resource, policy)
    await call(`update${kind}AccessPolicyBindingParameters`, resource, policy)
    await call(`list${kind}AccessPolicyBindings`, resource)
    await call(`unbind${kind}AccessPolicy`, resource, { accessPolicyTemplateId })
  }

  for (const id of ['getOperation', 'cancelOperation'] as const) await call(id, { operationId })
  await call('listApiEndpoints', {})
  await call('getApiEndpoint', { apiEndpointId: 'iam' })
  await call('listRoles', {})
  await call('getRole', { roleId: 'viewer' })
  await call('listClouds', {}, { pageSize: '1' })
  await call('getCloud', { cloudId: app.cloud.id })
  await call('listFolders', {}, { cloudId: app.cloud.id, pageSize: '1' })
  await call('getFolder', { folderId })
  const newFolder = (await call('createFolder', {}, { cloudId: app.cloud.id, name: 'new', description, labels })) as {
    readonly metadata: { readonly folderId: string }
  }
  await call('updateFolder', newFolder.metadata, { name: 'renamed', description, labels })
  await call('deleteFolder', newFolder.metadata)
  await call('getServiceAccount', account)
  await call('listServiceAccounts', {}, { folderId: folderId })
  await call('deleteApiKey', key)
  await call('deleteServiceAccount', account)
  await call('listApiKeyOperations', key)
  await call('listServiceAccountOperations', account)
  await call('listCloudOperations', { cloudId: app.cloud.id })
  await call('listFolderOperations', { folderId })

  expect(methods.map(({ endpoint }) => endpoint.id).filter((id) => !called.has(id))).toEqual([])
})
