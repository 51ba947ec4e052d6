import { expect, it } from 'vitest'

import { account, apiKey, nastyTexts } from './testing/cases.ts'
import { nodeSdk } from './node-sdk.ts'
import type { CodeRequest } from '../request.ts'

const importLine = /^import \{ ([\w, ]+) \} from '(@yandex-cloud\/nodejs-sdk(?:\/(?:iam|resourcemanager)-v1)?)'\n/gm

/** Runs the program with a fake SDK and returns its calls. */
const calls = async (request: CodeRequest): Promise<unknown[]> => {
  const { code = '' } = nodeSdk(request)
  const made: unknown[] = []
  const message = (name: string) => ({ fromPartial: (fields: unknown) => ({ name, fields }) })
  const service = new Proxy({}, { get: (_, name) => (String(name).endsWith('Request') ? message(String(name)) : name) })
  const client = (of: unknown) =>
    new Proxy({}, { get: (_, verb) => async (sent: unknown) => made.push([of, verb, sent]) && {} })
  const sdk = {
    Session: class {
      client = client
    },
    waitForOperation: async () => made.push('waited'),
    apiKeyService: service,
    serviceAccountService: service,
    folderService: service,
    process: { env: {} },
  }
  const imported = [...code.matchAll(importLine)].flatMap(([, names = '']) => names.split(', '))
  const known = new Set([...imported, 'process'])
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor
  const given = Object.entries(sdk).filter(([name]) => known.has(name))
  const program = new AsyncFunction(...given.map(([name]) => name), code.replaceAll(importLine, ''))
  await program(...given.map(([, value]) => value))
  return made
}

it('creates a key with the SDK', () => {
  const body = {
    serviceAccountId: 'aje0',
    description: '',
    scopes: ['yc.a', 'yc.b'],
    expiresAt: '2026-01-01T21:00:00Z',
  }
  expect(nodeSdk({ id: 'createApiKey', body }).code?.split('\n')).toEqual([
    "import { Session } from '@yandex-cloud/nodejs-sdk'",
    "import { apiKeyService } from '@yandex-cloud/nodejs-sdk/iam-v1'",
    '',
    'const session = new Session({ iamToken: process.env.IAM_TOKEN })',
    'const client = session.client(apiKeyService.ApiKeyServiceClient)',
    'const { apiKey, secret } = await client.create(',
    '  apiKeyService.CreateApiKeyRequest.fromPartial({',
    "    serviceAccountId: 'aje0',",
    "    scopes: ['yc.a', 'yc.b'],",
    "    expiresAt: new Date('2026-01-01T21:00:00Z'),",
    '  }),',
    ')',
  ])
})

it.each(nastyTexts.filter((text) => text !== ''))('keeps the description %j', async (description) => {
  const body = { serviceAccountId: 'aje0', description, scopes: ['yc.a'], expiresAt: '2026-01-01T21:00:00Z' }
  const fields = { ...body, expiresAt: new Date(body.expiresAt) }
  expect(await calls({ id: 'createApiKey', body })).toEqual([
    ['ApiKeyServiceClient', 'create', { name: 'CreateApiKeyRequest', fields }],
  ])
})

it('uses the proto names of updated fields, and waits for the operation', async () => {
  const body = { updateMask: 'description,expiresAt', description: 'new', expiresAt: '' }
  expect(await calls({ id: 'updateApiKey', apiKey, body })).toEqual([
    [
      'ApiKeyServiceClient',
      'update',
      {
        name: 'UpdateApiKeyRequest',
        fields: { apiKeyId: apiKey.id, updateMask: { paths: ['description', 'expires_at'] }, description: 'new' },
      },
    ],
    'waited',
  ])
})

it.each<[CodeRequest, string, string, object]>([
  [{ id: 'deleteApiKey', apiKey }, 'delete', 'DeleteApiKeyRequest', { apiKeyId: apiKey.id }],
  [
    { id: 'listApiKeys', serviceAccountId: 'aje0' },
    'list',
    'ListApiKeysRequest',
    { serviceAccountId: 'aje0', pageSize: 1000 },
  ],
  [
    { id: 'createServiceAccount', body: { folderId: 'b1g0', name: 'my-robot', labels: { 'a-b': "it's", env: '' } } },
    'create',
    'CreateServiceAccountRequest',
    { folderId: 'b1g0', name: 'my-robot', labels: { 'a-b': "it's", env: '' } },
  ],
  [
    { id: 'updateServiceAccount', account, body: { updateMask: 'labels', labels: {} } },
    'update',
    'UpdateServiceAccountRequest',
    { serviceAccountId: account.id, updateMask: { paths: ['labels'] }, labels: {} },
  ],
  [
    { id: 'createFolder', body: { cloudId: 'b1g0', name: 'staging' } },
    'create',
    'CreateFolderRequest',
    { cloudId: 'b1g0', name: 'staging' },
  ],
  [{ id: 'deleteServiceAccount', account }, 'delete', 'DeleteServiceAccountRequest', { serviceAccountId: account.id }],
  [
    { id: 'listServiceAccounts', folderId: 'b1g0' },
    'list',
    'ListServiceAccountsRequest',
    { folderId: 'b1g0', pageSize: 1000 },
  ],
])('calls %o', async (request, verb, name, fields) => {
  const [call] = await calls(request)
  expect(call).toEqual([expect.stringMatching(/^(ApiKey|ServiceAccount|Folder)ServiceClient$/), verb, { name, fields }])
})

it.each<CodeRequest>([
  { id: 'suspendServiceAccount', account, body: {} },
  { id: 'reactivateServiceAccount', account },
  { id: 'createServiceAccount', body: { folderId: 'b1g0', name: 'x', expiresAt: '2027-01-01T00:00:00Z' } },
  { id: 'updateServiceAccount', account, body: { updateMask: 'expiresAt' } },
])('has words, and no code, for what the SDK cannot do: $id', (request) => {
  const { code, notes } = nodeSdk(request)
  expect(code).toBeUndefined()
  expect(notes).toHaveLength(1)
})
