import { expect, it } from 'vitest'

import { account, apiKey } from './tools/testing/cases.ts'
import { equivalent, type Tool, tools } from './equivalent.ts'
import type { CodeRequest } from './request.ts'

const options = { origin: 'https://keyrack.example', lockbox: true }
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
  expect(equivalent(request, 'yc', options).code).toBe(String.raw`yc iam service-account update ${account.id} \
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
