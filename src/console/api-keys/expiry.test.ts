import { describe, expect, it } from 'vitest'

import { expiryAfter, expiryProblem, lifetimes, toTimestamp } from '#console/ui/expiry/expiry.ts'
import { isTimestamp } from '#contract/field.ts'

const now = new Date('2026-11-22T12:00:00.789Z')

describe('an expiry', () => {
  it('has the format that the contract accepts', () => {
    for (const lifetime of lifetimes) expect(isTimestamp(toTimestamp(expiryAfter(lifetime, now)))).toBe(true)
  })

  it('has the same limit as the contract', () => {
    for (const at of ['2105-12-31T23:59:59Z', '2106-01-01T00:00:00Z'])
      expect(expiryProblem(new Date(at), now) === null).toBe(isTimestamp(at))
  })
})
