import { execFileSync } from 'node:child_process'

import { describe, expect, it } from 'vitest'

import { account, apiKey, nastyTexts } from './testing/cases.ts'
import { curl } from './curl.ts'
import type { CodeRequest } from '../request.ts'

const origin = 'https://keyrack.example'
const target = { base: origin, token: '$IAM_TOKEN' }

/** The arguments that bash passes to `curl`. */
const started = (request: CodeRequest): string[] => {
  const stub = String.raw`curl() { printf '%s\0' "$@"; }`
  const env = { ...process.env, IAM_TOKEN: 't1.fake' }
  const code = `${stub}\n${curl(request, target).code}`
  return execFileSync('bash', ['-c', code], { encoding: 'utf8', env }).split('\0').slice(0, -1)
}

const json = ['--header', 'Content-Type: application/json']
const token = ['--header', 'Authorization: Bearer t1.fake']

it('creates a key as documented', () => {
  const body = { serviceAccountId: 'aje0', description: "it's", scopes: ['yc.postbox.send'] }
  expect(curl({ id: 'createApiKey', body }, target).code).toBe(
    String.raw`curl --request POST \
  --header "Content-Type: application/json" \
  --header "Authorization: Bearer $IAM_TOKEN" \
  --data '{
  "serviceAccountId": "aje0",
  "description": "it'\''s",
  "scopes": [
    "yc.postbox.send"
  ]
}' \
  https://keyrack.example/iam/v1/apiKeys`,
  )
})

describe('the body equals that of the form', () => {
  it.each(nastyTexts)('with the description %j', (description) => {
    const body = { serviceAccountId: 'aje0', description, scopes: ['yc.a', 'yc.b'] }
    const words = started({ id: 'createApiKey', body })
    expect(words.slice(0, 7)).toEqual(['--request', 'POST', ...json, ...token, '--data'])
    expect(JSON.parse(words[7] ?? '')).toEqual(body)
    expect(words.slice(8)).toEqual([`${origin}/iam/v1/apiKeys`])
  })

  it('without characters that would control a terminal', () => {
    for (const description of nastyTexts) {
      const { code } = curl({ id: 'createApiKey', body: { description } }, target)
      expect(code).not.toMatch(/(?!\n)\p{Cc}|[\u202e\u2066]/u)
      expect(code).toContain("--data '{")
    }
  })
})

it.each<[CodeRequest, string, string, object | undefined]>([
  [
    { id: 'updateApiKey', apiKey, body: { updateMask: 'expiresAt', expiresAt: '' } },
    'PATCH',
    `/apiKeys/${apiKey.id}`,
    { updateMask: 'expiresAt', expiresAt: '' },
  ],
  [{ id: 'deleteApiKey', apiKey }, 'DELETE', `/apiKeys/${apiKey.id}`, undefined],
  [
    { id: 'createServiceAccount', body: { folderId: 'b1g0', name: 'my-robot' } },
    'POST',
    '/serviceAccounts',
    { folderId: 'b1g0', name: 'my-robot' },
  ],
  [
    { id: 'updateServiceAccount', account, body: { updateMask: 'name', name: 'x' } },
    'PATCH',
    `/serviceAccounts/${account.id}`,
    { updateMask: 'name', name: 'x' },
  ],
  [{ id: 'deleteServiceAccount', account }, 'DELETE', `/serviceAccounts/${account.id}`, undefined],
  [
    { id: 'suspendServiceAccount', account, body: { reason: 'why' } },
    'POST',
    `/serviceAccounts/${account.id}:suspend`,
    { reason: 'why' },
  ],
  [{ id: 'reactivateServiceAccount', account }, 'POST', `/serviceAccounts/${account.id}:reactivate`, {}],
])('asks by its own method and path: %o', (request, method, path, body) => {
  const words = started(request)
  expect(words.slice(0, 2)).toEqual(['--request', method])
  expect(words.at(-1)).toBe(`${origin}/iam/v1${path}`)
  const data = words.indexOf('--data')
  expect(data === -1 ? undefined : JSON.parse(words[data + 1] ?? '')).toEqual(body)
})

it.each<[CodeRequest, string]>([
  [{ id: 'listApiKeys', serviceAccountId: 'aje0&x=1' }, '/apiKeys?serviceAccountId=aje0%26x%3D1&pageSize=1000'],
  [{ id: 'listServiceAccounts', folderId: 'b1g0' }, '/serviceAccounts?folderId=b1g0&pageSize=1000'],
])('lists: %o', (request, path) => {
  expect(started(request)).toEqual([...token, `${origin}/iam/v1${path}`])
})

it('creates a folder at the resource manager', () => {
  const words = started({ id: 'createFolder', body: { cloudId: 'b1g0', name: 'staging' } })
  expect(words.at(-1)).toBe(`${origin}/resource-manager/v1/folders`)
  expect(JSON.parse(words[words.indexOf('--data') + 1] ?? '')).toEqual({ cloudId: 'b1g0', name: 'staging' })
})
