import { expect, it } from 'vitest'

import { codeBody } from './code-body.ts'

const fields = { description: '', scopes: [], expiry: { choice: 'never', custom: null } } as const

it.each([
  ['no scope, which would grant ten', { scopes: [] }, fields, { scopes: ['<scope>'] }],
  [
    'no moment, which would be never',
    { scopes: ['yc.a'] },
    { ...fields, expiry: { choice: 'custom', custom: null } },
    { scopes: ['yc.a'], expiresAt: '<timestamp>' },
  ],
  [
    'a moment half typed, which would take the expiry away',
    { updateMask: 'expiresAt', expiresAt: '' },
    { ...fields, expiry: { choice: 'custom', custom: new Date(Number.NaN) } },
    { updateMask: 'expiresAt', expiresAt: '<timestamp>' },
  ],
  [
    'an expiry that is to go',
    { updateMask: 'expiresAt', expiresAt: '' },
    fields,
    { updateMask: 'expiresAt', expiresAt: '' },
  ],
] as const)('as code shows it: %s', (_, body, given, shown) => {
  expect(codeBody(body, given)).toEqual(shown)
})
