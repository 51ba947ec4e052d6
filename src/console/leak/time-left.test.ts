import { expect, it } from 'vitest'

import { endOf } from './time-left.ts'

const at = Date.parse('2026-11-28T12:00:00Z')

it.each([
  [undefined, 'open'],
  ['2026-11-28T12:01:01Z', 'open'],
  ['2026-11-28T12:01:00Z', 'stopping'],
  ['2026-11-28T12:00:01Z', 'stopping'],
  ['2026-11-28T12:00:00Z', 'stopped'],
])('a key with the expiry %s is %s', (expiresAt, end) => {
  expect(endOf(expiresAt, at)).toBe(end)
})
