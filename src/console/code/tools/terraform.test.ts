import { describe, expect, it } from 'vitest'

import { account, apiKey, nastyTexts } from './testing/cases.ts'
import type { CodeRequest } from '../request.ts'
import { terraform } from './terraform.ts'

const code = (request: CodeRequest, lockbox = false) => terraform(request, { lockbox }).code

/** Parses a quoted template like HCL. @throws Error if it contains an interpolation or ends early */
const read = (quoted: string): string => {
  const token = /^(?:\\(?:([nrt"\\])|u([\da-f]{4})|U([\da-f]{8}))|([$%])\4\{|([$%](?!\{)|[^"\\$%\n\r]))/u
  const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
  let rest = quoted
  let text = ''
  while (rest !== '') {
    const match = token.exec(rest)
    if (match === null) throw new Error(`Not one string: ${rest}`)
    const [all, letter, short, long, sign, plain] = match
    const code_ = short ?? long
    if (code_ !== undefined) text += String.fromCodePoint(Number.parseInt(code_, 16))
    else text += sign === undefined ? (plain ?? simple[letter ?? ''] ?? letter) : `${sign}{`
    rest = rest.slice(all.length)
  }
  return text
}

describe('Terraform describes a key', () => {
  const body = {
    serviceAccountId: 'aje0',
    description: 'this API-key is for my-robot',
    scopes: ['yc.monitoring.read', 'yc.postbox.send'],
    expiresAt: '2026-01-01T21:00:00Z',
  }

  it('as documented, with its secret in Lockbox', () => {
    expect(code({ id: 'createApiKey', body }, true)).toBe(`resource "yandex_iam_service_account_api_key" "api-key" {
  service_account_id = "aje0"
  description        = "this API-key is for my-robot"
  scopes             = ["yc.monitoring.read", "yc.postbox.send"]
  expires_at         = "2026-01-01T21:00:00Z"

  output_to_lockbox {
    secret_id            = "<Lockbox_secret_ID>"
    entry_for_secret_key = "secret_key"
  }
}`)
  })

  it('with a note that its secret is in the state', () => {
    const request = { id: 'createApiKey', body } as const
    expect(terraform(request, { lockbox: true }).notes).toContain('lockboxSecret')
    expect(terraform(request, { lockbox: false }).notes).toContain('secretInState')
    expect(code(request)).not.toContain('lockbox')
  })

  it.each(nastyTexts.filter((text) => text !== ''))('with the description %j', (text) => {
    const written = code({ id: 'createApiKey', body: { ...body, description: text } }) ?? ''
    const line = /^ {2}description {8}= "(.*)"$/m.exec(written)
    expect(read(line?.[1] ?? '')).toBe(text)
    expect(written.split('\n')).toHaveLength(6)
  })

  it('without an empty description', () => {
    expect(code({ id: 'createApiKey', body: { ...body, description: '' } })).not.toContain('description')
  })
})

describe('Terraform changes', () => {
  it('a key by its new block', () => {
    const update = { updateMask: 'description,scopes', description: '', scopes: ['yc.logging.write'] }
    expect(code({ id: 'updateApiKey', apiKey, body: update }))
      .toBe(`resource "yandex_iam_service_account_api_key" "api-key" {
  service_account_id = "aje0account000000000"
  scopes             = ["yc.logging.write"]
  expires_at         = "2027-01-01T21:00:00Z"
}`)
  })

  it('no key to never expire, because the provider fails', () => {
    expect(terraform({ id: 'updateApiKey', apiKey, body: { updateMask: 'expiresAt' } }, { lockbox: true })).toEqual({
      notes: ['expiryStaysInTerraform'],
    })
  })

  it('an account under the name of its block', () => {
    const update = { updateMask: 'name,labels', name: 'new-robot', labels: { for: 'x', 'a-b': '' } }
    expect(code({ id: 'updateServiceAccount', account, body: update }))
      .toBe(`# terraform import yandex_iam_service_account.my-robot aje0account000000000
resource "yandex_iam_service_account" "my-robot" {
  name        = "new-robot"
  description = "a robot"
  folder_id   = "b1g0folder0000000000"

  labels = {
    "for" = "x"
    "a-b" = ""
  }
}`)
  })
})

it('Terraform has a block name for an account without a complete name', () => {
  const body = { folderId: 'b1g0', name: '<name>' }
  expect(code({ id: 'createServiceAccount', body })).toMatch(
    /^resource "yandex_iam_service_account" "service-account" \{/,
  )
})

it('Terraform creates a folder', () => {
  const body = { cloudId: 'b1g0', name: 'staging', description: 'for "tests"' }
  expect(code({ id: 'createFolder', body })).toBe(String.raw`resource "yandex_resourcemanager_folder" "staging" {
  name        = "staging"
  description = "for \"tests\""
  cloud_id    = "b1g0"
}`)
})

it.each<[CodeRequest, string]>([
  [{ id: 'deleteApiKey', apiKey }, 'yandex_iam_service_account_api_key.api-key'],
  [{ id: 'deleteServiceAccount', account }, 'yandex_iam_service_account.my-robot'],
])('Terraform destroys %o', (request, address) => {
  expect(code(request)).toBe(`terraform destroy -target=${address}`)
})

it.each<CodeRequest>([
  { id: 'listApiKeys', serviceAccountId: 'aje0' },
  { id: 'listServiceAccounts', folderId: 'b1g0' },
  { id: 'suspendServiceAccount', account, body: {} },
  { id: 'reactivateServiceAccount', account },
])('Terraform has words, and no code, for what it cannot do: $id', (request) => {
  const { code: none, notes } = terraform(request, { lockbox: true })
  expect(none).toBeUndefined()
  expect(notes).toHaveLength(1)
})
