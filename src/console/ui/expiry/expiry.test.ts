import { afterAll, describe, expect, it, vi } from 'vitest'

import { en } from '#console/i18n/en.ts'
import {
  checkExpiry,
  defaultLifetime,
  expiryAfter,
  expiryMoment,
  expiryProblem,
  lifetimes,
  toTimestamp,
} from './expiry.ts'

// Node reads TZ on each assignment. In Berlin, summer time 2026 is from 29 March to 25 October.
vi.stubEnv('TZ', 'Europe/Berlin')
afterAll(() => vi.unstubAllEnvs())

const after = (lifetime: (typeof lifetimes)[number], from: string) => toTimestamp(expiryAfter(lifetime, new Date(from)))

describe('expiryAfter', () => {
  it('is tested in a time zone with summer time', () => {
    expect([new Date('2026-01-01').getTimezoneOffset(), new Date('2026-07-01').getTimezoneOffset()]).toEqual([
      -60, -120,
    ])
  })

  it.each([
    ['7d', '2026-05-08T12:00:00+02:00'],
    ['30d', '2026-05-31T12:00:00+02:00'],
    ['60d', '2026-06-30T12:00:00+02:00'],
    ['90d', '2026-07-30T12:00:00+02:00'],
    ['1y', '2027-05-01T12:00:00+02:00'],
  ] as const)('adds %s', (lifetime, expected) => {
    expect(expiryAfter(lifetime, new Date('2026-05-01T12:00:00+02:00'))).toEqual(new Date(expected))
  })

  it('keeps the time of day when summer time begins, so the key lives an hour less', () => {
    expect(after('7d', '2026-03-27T12:00:00+01:00')).toBe('2026-04-03T10:00:00Z')
  })

  it('keeps the time of day when summer time ends, so the key lives an hour more', () => {
    expect(after('7d', '2026-10-23T12:00:00+02:00')).toBe('2026-10-30T11:00:00Z')
  })

  it('uses the next existing hour when summer time skips the right one', () => {
    expect(after('7d', '2026-03-22T02:30:00+01:00')).toBe('2026-03-29T01:30:00Z')
  })

  it('uses the first of two equal hours when summer time ends', () => {
    expect(after('7d', '2026-10-18T02:30:00+02:00')).toBe('2026-10-25T00:30:00Z')
  })

  it('is the same time of day after both changes of a year', () => {
    expect(after('1y', '2026-03-28T12:00:00+01:00')).toBe('2027-03-28T10:00:00Z')
    expect(after('1y', '2026-01-15T12:00:00+01:00')).toBe('2027-01-15T11:00:00Z')
  })

  it('ends a year from 29 February on 1 March', () => {
    expect(after('1y', '2028-02-29T12:00:00+01:00')).toBe('2029-03-01T11:00:00Z')
  })

  it('counts days over the end of a month and of a year', () => {
    expect(after('30d', '2026-01-31T12:00:00+01:00')).toBe('2026-03-02T11:00:00Z')
    expect(after('30d', '2028-01-31T12:00:00+01:00')).toBe('2028-03-01T11:00:00Z')
    expect(after('7d', '2026-12-31T23:30:00+01:00')).toBe('2027-01-07T22:30:00Z')
  })

  it('truncates milliseconds', () => {
    expect(expiryAfter('7d', new Date('2026-05-01T10:00:00.999Z'))).toEqual(new Date('2026-05-08T10:00:00Z'))
  })

  it('does not change its argument', () => {
    const from = new Date('2026-05-01T10:00:00.999Z')
    expiryAfter('1y', from)
    expect(from.toISOString()).toBe('2026-05-01T10:00:00.999Z')
  })

  it('offers the default among the lifetimes', () => {
    expect(lifetimes).toContain(defaultLifetime)
  })
})

describe('expiryProblem', () => {
  const now = new Date('2026-11-22T12:00:00.500Z')
  const problem = (at: string) => expiryProblem(new Date(at), now)

  it('accepts a time in the future', () => {
    expect(problem('2026-11-22T12:00:00.501Z')).toBeNull()
    expect(problem('2027-11-22T12:00:00Z')).toBeNull()
  })

  it('rejects a missing and an incomplete date', () => {
    expect(expiryProblem(null, now)).toBe('invalid')
    expect(expiryProblem(new Date(Number.NaN), now)).toBe('invalid')
  })

  it('rejects the past and the present', () => {
    expect(problem('2026-11-22T12:00:00.499Z')).toBe('past')
    expect(problem('2026-11-22T12:00:00.500Z')).toBe('past')
    expect(problem('1969-01-01T00:00:00Z')).toBe('past')
  })

  it('accepts the last second of 2105 and nothing later', () => {
    expect(problem('2105-12-31T23:59:59Z')).toBeNull()
    expect(problem('2106-01-01T00:00:00Z')).toBe('tooFar')
    expect(problem('9999-12-31T23:59:59Z')).toBe('tooFar')
  })

  it('reads the limit in UTC, not in local time', () => {
    expect(problem('2106-01-01T00:30:00+01:00')).toBeNull()
  })
})

describe('toTimestamp', () => {
  it('writes UTC without fractions', () => {
    expect(toTimestamp(new Date('2026-07-01T12:00:00+02:00'))).toBe('2026-07-01T10:00:00Z')
    expect(toTimestamp(new Date('2026-07-01T10:00:00.123Z'))).toBe('2026-07-01T10:00:00Z')
  })
})

describe('expiryMoment', () => {
  const base = { from: new Date('2026-11-22T12:00:00Z'), current: '2026-01-01T10:00:00.5Z' }
  const moment = (choice: Parameters<typeof expiryMoment>[0]['choice'], custom: Date | null = null) =>
    expiryMoment({ choice, custom }, base)

  it('is the end of a lifetime that begins now', () => {
    expect(moment('7d')).toEqual(new Date('2026-11-29T12:00:00Z'))
  })

  it('is the current expiry when it is kept, even if it has passed', () => {
    expect(moment('keep')).toEqual(new Date('2026-01-01T10:00:00.5Z'))
  })

  it('is the typed time once it is complete', () => {
    expect(moment('custom', new Date('2030-01-01T00:00:00Z'))).toEqual(new Date('2030-01-01T00:00:00Z'))
    expect(moment('custom', new Date(Number.NaN))).toBeNull()
    expect(moment('custom')).toBeNull()
  })

  it('is null for never', () => {
    expect(moment('never', new Date())).toBeNull()
  })
})

describe('checkExpiry', () => {
  const now = new Date()
  it('requires a custom time only if one was chosen', () => {
    expect(checkExpiry(en, { choice: 'keep', custom: null }, now)).toBe(true)
    expect(checkExpiry(en, { choice: 'never', custom: null }, now)).toBe(true)
    expect(checkExpiry(en, { choice: 'custom', custom: null }, now)).toBe(en.expiry.invalidDate)
    expect(checkExpiry(en, { choice: 'custom', custom: new Date(0) }, now)).toBe(en.expiry.past)
  })

  it('rejects a lifetime that has passed while the form was open', () => {
    const eightDaysAgo = new Date(now.getTime() - 8 * 24 * 60 * 60_000)
    expect(checkExpiry(en, { choice: '7d', custom: null }, eightDaysAgo)).toBe(en.expiry.past)
    expect(checkExpiry(en, { choice: '30d', custom: null }, eightDaysAgo)).toBe(true)
  })
})
