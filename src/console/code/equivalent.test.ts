import { expect, it } from 'vitest'

import { account, apiKey } from './tools/testing/cases.ts'
import { equivalent, type Tool, tools } from './equivalent.ts'
import type { CodeRequest } from './request.ts'

const options = { origin: 'https://keyrack.example', upstream: '', lockbox: true }
const every = Object.keys(tools) as Tool[]

it.each(every)('%s has a note instead of code while a form changes nothing', (tool) => {
  for (const request of [
    { id: 'updateApiKey', apiKey, body: { updateMask: '' } },
    { id: 'updateServiceAccount', account, body: { updateMask: '' } },
  ] satisfies CodeRequest[]) {
    expect(equivalent(request, tool, options)).toEqual({ notes: ['nothingChanged'] })
  }
})

it('a reactivation sets the expiry first', () => {
  const request = { id: 'reactivateServiceAccount', account, expiresAt: '' } as const
  const yc = equivalent(request, 'yc', { ...options, upstream: 'yandex-cloud' })
  expect(yc.code).toBe(String.raw`yc iam service-account update ${account.id} \
  --expires-at '' && \
yc iam service-account reactivate ${account.id}`)
  const { code = '' } = equivalent(request, 'curl', options)
  expect(code.match(/--request \w+|"\S+": "\S*"|iam\/\S+/g)).toEqual([
    '--request PATCH',
    '"updateMask": "expiresAt"',
    '"expiresAt": ""',
    `iam/v1/serviceAccounts/${account.id}`,
    '--request POST',
    `iam/v1/serviceAccounts/${account.id}:reactivate`,
  ])
})

const creation: CodeRequest = { id: 'createApiKey', body: { serviceAccountId: 'aje1', scopes: ['yc.postbox.send'] } }
const deletion: CodeRequest = { id: 'deleteApiKey', apiKey }

const ownNotes = new Set<string>(['needsHttps', 'ownTools', 'privateAuthority', 'terraformSetUp', 'token', 'ycSetUp'])

it.each(every)('%s has no code or note for this server behind a gateway', (tool) => {
  const behindGateway = { ...options, upstream: 'yandex-cloud' }
  for (const request of [creation, deletion]) {
    const { code, notes } = equivalent(request, tool, behindGateway)
    expect(notes.filter((note) => ownNotes.has(note))).toEqual([])
    expect(code).not.toContain('keyrack')
    expect(code).not.toContain('lifecycle')
  }
})

it.each([
  ['yc', `# yc config set endpoint keyrack.example:443\nyc iam api-key delete ${apiKey.id}`],
  ['terraform', '# provider "yandex" { endpoint = "keyrack.example:443" }\nterraform destroy'],
  ['curl', `https://keyrack.example/iam/v1/apiKeys/${apiKey.id}`],
  ['nodeSdk', "session.client(apiKeyService.ApiKeyServiceClient, 'keyrack.example:443')"],
  ['nodeSdk', "waitForOperation(operation, session, 600_000, 'keyrack.example:443')"],
] as const)('%s is pointed at this server by %s', (tool, part) => {
  const { code, notes } = equivalent(deletion, tool, options)
  expect(code).toContain(part)
  expect(notes).not.toContain('needsHttps')
})

it.each(['yc', 'terraform', 'nodeSdk'] as const)('%s reaches gRPC at the root of the host and port', (tool) => {
  const { code } = equivalent(deletion, tool, { ...options, origin: 'https://keyrack.example:8443/keyrack' })
  expect(code).toMatch(/keyrack\.example:8443\b(?!\/)/)
  expect(code).not.toContain('/keyrack')
})

it.each(every)('only the tools that speak gRPC need HTTPS: %s', (tool) => {
  const { code, notes } = equivalent(deletion, tool, { ...options, origin: 'http://localhost:8080' })
  expect(code).toContain('localhost:8080')
  expect(notes.includes('needsHttps')).toBe(tool !== 'curl')
})

it('Terraform ignores the scope that this server returns for keys with one scope', () => {
  const { code } = equivalent(creation, 'terraform', { ...options, lockbox: false })
  expect(code).toBe(`# provider "yandex" { endpoint = "keyrack.example:443" }
resource "yandex_iam_service_account_api_key" "api-key" {
  service_account_id = "aje1"
  scopes             = ["yc.postbox.send"]

  lifecycle {
    ignore_changes = [scope]
  }
}`)
})

it('the Node SDK has its address in the client, whatever a description says', () => {
  const body = { updateMask: 'description', description: '(operation, session) session.client(x.y)' }
  const update: CodeRequest = { id: 'updateApiKey', apiKey, body }
  const { code } = equivalent(update, 'nodeSdk', { ...options, upstream: 'https://api.cloud.example:8443' })
  expect(code).toContain(`description: '${body.description}'`)
  expect(code).toContain('waitForOperation(operation, session, 600_000, process.env.OPERATION_ADDRESS)')
})

it('cURL speaks to the IAM host of the cloud behind a gateway, with a token of the CLI', () => {
  const { code } = equivalent(deletion, 'curl', { ...options, upstream: 'yandex-cloud' })
  expect(code).toBe(String.raw`curl --request DELETE \
  --header "Authorization: Bearer $(yc iam create-token)" \
  https://iam.api.cloud.yandex.net/iam/v1/apiKeys/${apiKey.id}`)
})

it.each([
  ['yc', '# yc config set endpoint api.cloud.example:8443'],
  ['terraform', '# provider "yandex" { endpoint = "api.cloud.example:8443" }'],
  ['curl', `"https://$IAM_ADDRESS/iam/v1/apiKeys/${apiKey.id}"`],
  ['curl', 'Bearer $(yc iam create-token --endpoint api.cloud.example:8443)'],
  ['nodeSdk', 'session.client(apiKeyService.ApiKeyServiceClient, process.env.IAM_ADDRESS)'],
  ['nodeSdk', 'waitForOperation(operation, session, 600_000, process.env.OPERATION_ADDRESS)'],
] as const)('%s is told where another cloud is: %s', (tool, part) => {
  const { code } = equivalent(deletion, tool, { ...options, upstream: 'https://api.cloud.example:8443' })
  expect(code).toContain(part)
})

const folder: CodeRequest = { id: 'createFolder', body: { cloudId: 'b1g0', name: 'staging' } }

it.each([
  ['yandex-cloud', 'curl', 'https://resource-manager.api.cloud.yandex.net/resource-manager/v1/folders'],
  [
    'https://api.cloud.example:8443',
    'curl',
    '# RESOURCE_MANAGER_ADDRESS: the address of "resource-manager" in https://api.cloud.example:8443/endpoints',
  ],
  ['https://api.cloud.example:8443', 'curl', '"https://$RESOURCE_MANAGER_ADDRESS/resource-manager/v1/folders"'],
  ['https://api.cloud.example:8443', 'nodeSdk', 'FolderServiceClient, process.env.RESOURCE_MANAGER_ADDRESS)'],
] as const)('a folder is created at the resource manager of the cloud %s by %s', (upstream, tool, part) => {
  expect(equivalent(folder, tool, { ...options, upstream }).code).toContain(part)
})
