import { expect, it } from 'vitest'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { openApp } from '../testing/open-app.ts'

/** A field: plain, a map, an Any, a message, or a list of these. */
type Type = 'plain' | 'map' | 'any' | Message | readonly [Type]
type Message = keyof typeof messages

const fields = <Name extends string>(...names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, 'plain'])) as Record<Name, 'plain'>

/** The fields of the public messages, by their JSON names (the cloud's protos). Messages of an Any have a package. */
const messages = {
  ApiKey: {
    ...fields('id', 'serviceAccountId', 'createdAt', 'description', 'lastUsedAt', 'scope', 'expiresAt'),
    scopes: ['plain'],
    maskedSecret: 'plain',
  },
  ListApiKeysResponse: { apiKeys: ['ApiKey'], nextPageToken: 'plain' },
  CreateApiKeyResponse: { apiKey: 'ApiKey', secret: 'plain' },
  ListApiKeyScopesResponse: { scopes: ['plain'], nextPageToken: 'plain' },
  ServiceAccount: {
    ...fields('id', 'folderId', 'createdAt', 'name', 'description', 'lastAuthenticatedAt', 'status', 'expiresAt'),
    labels: 'map',
  },
  ListServiceAccountsResponse: { serviceAccounts: ['ServiceAccount'], nextPageToken: 'plain' },
  ListOperationsResponse: { operations: ['Operation'], nextPageToken: 'plain' },
  Operation: {
    ...fields('id', 'description', 'createdAt', 'createdBy', 'modifiedAt', 'done'),
    metadata: 'any',
    response: 'any',
  },
  Subject: fields('id', 'type'),
  AccessBinding: { roleId: 'plain', subject: 'Subject' },
  AccessBindingDelta: { action: 'plain', accessBinding: 'AccessBinding' },
  ListAccessBindingsResponse: { accessBindings: ['AccessBinding'], nextPageToken: 'plain' },
  AccessPolicyBinding: { accessPolicyTemplateId: 'plain', parameters: 'map' },
  ListAccessPolicyBindingsResponse: { accessPolicyBindings: ['AccessPolicyBinding'], nextPageToken: 'plain' },
  CreateIamTokenResponse: fields('iamToken', 'expiresAt'),
  RevokeIamTokenResponse: fields('subjectId'),
  Role: fields('id', 'description'),
  ListRolesResponse: { roles: ['Role'], nextPageToken: 'plain' },
  Cloud: { ...fields('id', 'createdAt', 'name', 'description', 'organizationId'), labels: 'map' },
  ListCloudsResponse: { clouds: ['Cloud'], nextPageToken: 'plain' },
  Folder: { ...fields('id', 'cloudId', 'createdAt', 'name', 'description', 'status'), labels: 'map' },
  ListFoldersResponse: { folders: ['Folder'], nextPageToken: 'plain' },
  'yandex.cloud.resourcemanager.v1.Folder': 'Folder',
  'yandex.cloud.resourcemanager.v1.CreateFolderMetadata': fields('folderId'),
  'yandex.cloud.resourcemanager.v1.UpdateFolderMetadata': fields('folderId'),
  'yandex.cloud.resourcemanager.v1.DeleteFolderMetadata': fields('folderId'),
  'google.protobuf.Empty': {},
  'yandex.cloud.iam.v1.ApiKey': 'ApiKey',
  'yandex.cloud.iam.v1.UpdateApiKeyMetadata': fields('apiKeyId'),
  'yandex.cloud.iam.v1.DeleteApiKeyMetadata': fields('apiKeyId'),
  'yandex.cloud.iam.v1.ServiceAccount': 'ServiceAccount',
  'yandex.cloud.iam.v1.CreateServiceAccountMetadata': fields('serviceAccountId'),
  'yandex.cloud.iam.v1.UpdateServiceAccountMetadata': fields('serviceAccountId'),
  'yandex.cloud.iam.v1.DeleteServiceAccountMetadata': fields('serviceAccountId'),
  'yandex.cloud.iam.v1.SuspendServiceAccountMetadata': fields('serviceAccountId'),
  'yandex.cloud.iam.v1.ReactivateServiceAccountMetadata': fields('serviceAccountId'),
  'yandex.cloud.iam.v1.SuspendServiceAccountResponse': {},
  'yandex.cloud.iam.v1.ReactivateServiceAccountResponse': {},
  'yandex.cloud.iam.v1.CreateIamTokenForServiceAccountResponse': fields('iamToken', 'expiresAt'),
  'yandex.cloud.iam.v1.RevokeIamTokenResponse': fields('subjectId'),
  'yandex.cloud.access.SetAccessBindingsMetadata': fields('resourceId'),
  'yandex.cloud.access.UpdateAccessBindingsMetadata': fields('resourceId'),
  'yandex.cloud.access.AccessBindingsOperationResult': { effectiveDeltas: ['AccessBindingDelta'] },
  'yandex.cloud.access.BindAccessPolicyMetadata': { resourceId: 'plain', accessPolicyBinding: 'AccessPolicyBinding' },
  'yandex.cloud.access.BindAccessPolicyResponse': {},
  'yandex.cloud.access.UnbindAccessPolicyMetadata': fields('resourceId', 'accessPolicyTemplateId'),
  'yandex.cloud.access.UnbindAccessPolicyResponse': {},
  'yandex.cloud.access.UpdateAccessPolicyBindingParametersMetadata': {
    resourceId: 'plain',
    accessPolicyBinding: 'AccessPolicyBinding',
  },
  'yandex.cloud.access.UpdateAccessPolicyBindingParametersResponse': {},
} as const satisfies Record<string, string | Readonly<Record<string, unknown>>>

/** What each method returns. */
const responses = {
  listServiceAccounts: 'ListServiceAccountsResponse',
  getServiceAccount: 'ServiceAccount',
  createServiceAccount: 'Operation',
  updateServiceAccount: 'Operation',
  deleteServiceAccount: 'Operation',
  suspendServiceAccount: 'Operation',
  reactivateServiceAccount: 'Operation',
  listServiceAccountOperations: 'ListOperationsResponse',
  listServiceAccountAccessBindings: 'ListAccessBindingsResponse',
  setServiceAccountAccessBindings: 'Operation',
  updateServiceAccountAccessBindings: 'Operation',
  listApiKeys: 'ListApiKeysResponse',
  listScopes: 'ListApiKeyScopesResponse',
  getApiKey: 'ApiKey',
  createApiKey: 'CreateApiKeyResponse',
  updateApiKey: 'Operation',
  deleteApiKey: 'Operation',
  listApiKeyOperations: 'ListOperationsResponse',
  createIamToken: 'CreateIamTokenResponse',
  createIamTokenForServiceAccount: 'CreateIamTokenResponse',
  revokeIamToken: 'RevokeIamTokenResponse',
  getOperation: 'Operation',
  cancelOperation: 'Operation',
  cancelOperationByPost: 'Operation',
  listRoles: 'ListRolesResponse',
  getRole: 'Role',
  listClouds: 'ListCloudsResponse',
  getCloud: 'Cloud',
  listCloudOperations: 'ListOperationsResponse',
  listCloudAccessBindings: 'ListAccessBindingsResponse',
  setCloudAccessBindings: 'Operation',
  updateCloudAccessBindings: 'Operation',
  listCloudAccessPolicyBindings: 'ListAccessPolicyBindingsResponse',
  bindCloudAccessPolicy: 'Operation',
  unbindCloudAccessPolicy: 'Operation',
  updateCloudAccessPolicyBindingParameters: 'Operation',
  listFolders: 'ListFoldersResponse',
  getFolder: 'Folder',
  createFolder: 'Operation',
  updateFolder: 'Operation',
  deleteFolder: 'Operation',
  listFolderOperations: 'ListOperationsResponse',
  listFolderAccessBindings: 'ListAccessBindingsResponse',
  setFolderAccessBindings: 'Operation',
  updateFolderAccessBindings: 'Operation',
  listFolderAccessPolicyBindings: 'ListAccessPolicyBindingsResponse',
  bindFolderAccessPolicy: 'Operation',
  unbindFolderAccessPolicy: 'Operation',
  updateFolderAccessPolicyBindingParameters: 'Operation',
} as const satisfies Record<string, Message>

type MethodId = keyof typeof responses

const isMessage = (name: string): name is Message => name in messages

/** The fields of `value` that its type lacks, and values of another type. */
const unknownFields = (value: unknown, type: Type, at: string): readonly string[] => {
  if (typeof type !== 'string') {
    if (!Array.isArray(value)) return [`${at} is no list`]
    return value.flatMap((one, index) => unknownFields(one, type[0], `${at}[${index}]`))
  }
  if (type === 'plain') return typeof value === 'object' ? [`${at} is an object`] : []
  if (typeof value !== 'object' || value === null) return [`${at} is no object`]
  if (type === 'map') return Object.entries(value).flatMap(([key, one]) => unknownFields(one, 'plain', `${at}.${key}`))
  if (type === 'any') {
    const { '@type': url = '', ...message } = value as Record<string, unknown>
    const name = String(url).replace('type.googleapis.com/', '')
    return name.includes('.') && isMessage(name)
      ? unknownFields(message, name, `${at} (${name})`)
      : [`${at} is a ${String(url)}`]
  }
  const declared: string | Readonly<Record<string, unknown>> = messages[type]
  if (typeof declared === 'string') return unknownFields(value, declared as Message, at)
  return Object.entries(value).flatMap(([name, one]) => {
    const field = declared[name] as Type | undefined
    return field === undefined ? [`${at}.${name} is unknown`] : unknownFields(one, field, `${at}.${name}`)
  })
}

it('responses have no fields that the public messages lack', async () => {
  const app = await openApp()
  const called = new Set<string>()
  const found: string[] = []
  const call = async (id: MethodId, path: Record<string, string>, rest: unknown = {}, query = ''): Promise<unknown> => {
    const { method, path: template } = api[id] as Endpoint
    const url = `${template.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '')}${query}`
    const headers = { authorization: `Bearer ${app.token}`, 'content-type': 'application/json' }
    const hasBody = method === 'POST' || method === 'PATCH'
    const { status, body, text } = await app.send(url, {
      method,
      headers,
      ...(hasBody && { body: JSON.stringify(rest) }),
    })
    expect(status, `${id}: ${text}`).toBe(200)
    called.add(id)
    found.push(...unknownFields(body, responses[id], id))
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
  await call('listApiKeys', {}, {}, `?serviceAccountId=${serviceAccountId}`)
  await call('listScopes', {}, {}, '?pageSize=1')

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

  for (const id of ['getOperation', 'cancelOperation', 'cancelOperationByPost'] as const)
    await call(id, { operationId })
  await call('listRoles', {})
  await call('getRole', { roleId: 'viewer' })
  await call('listClouds', {}, {}, '?pageSize=1')
  await call('getCloud', { cloudId: app.cloud.id })
  await call('listFolders', {}, {}, `?cloudId=${app.cloud.id}&pageSize=1`)
  await call('getFolder', { folderId })
  const newFolder = (await call('createFolder', {}, { cloudId: app.cloud.id, name: 'new', description, labels })) as {
    readonly metadata: { readonly folderId: string }
  }
  await call('updateFolder', newFolder.metadata, { name: 'renamed', description, labels })
  await call('deleteFolder', newFolder.metadata)
  await call('getServiceAccount', account)
  await call('listServiceAccounts', {}, {}, `?folderId=${folderId}`)
  await call('deleteApiKey', key)
  await call('deleteServiceAccount', account)
  await call('listApiKeyOperations', key)
  await call('listServiceAccountOperations', account)
  await call('listCloudOperations', { cloudId: app.cloud.id })
  await call('listFolderOperations', { folderId })

  const methods = Object.values<Endpoint>(api).filter(({ host }) => host !== 'keyrack')
  expect(methods.map(({ id }) => id).filter((id) => !called.has(id))).toEqual([])
  expect(found).toEqual([])
})
