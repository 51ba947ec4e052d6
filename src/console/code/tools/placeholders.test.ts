import { expect, it } from 'vitest'

import { withPlaceholders } from './placeholders.ts'

const never = { choice: 'never', custom: null } as const

it.each([
  ['no name', { name: '' }, never, { name: '<name>' }],
  ['no scope, which would grant ten', { scopes: [] }, never, { scopes: ['<scope>'] }],
  [
    'no moment, which would be never',
    { scopes: ['yc.a'] },
    { choice: 'custom', custom: null },
    { scopes: ['yc.a'], expiresAt: '<timestamp>' },
  ],
  [
    'a moment half typed, which would take the expiry away',
    { updateMask: 'expiresAt', expiresAt: '' },
    { choice: 'custom', custom: new Date(Number.NaN) },
    { updateMask: 'expiresAt', expiresAt: '<timestamp>' },
  ],
  [
    'an expiry that is to go',
    { updateMask: 'expiresAt', expiresAt: '' },
    never,
    { updateMask: 'expiresAt', expiresAt: '' },
  ],
] as const)('what a form lacks has a placeholder in code: %s', (_, body, expiry, shown) => {
  expect(withPlaceholders(body, expiry)).toEqual(shown)
})
