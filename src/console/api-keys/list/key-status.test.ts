import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { en } from '#console/i18n/en.ts'
import type { ApiKey } from '#contract/api-key.ts'

import { keyStatus, longUnused, urgency, usedRecently } from './key-status.ts'

const second = 1000
const hour = 3600 * second
const day = 24 * hour
const now = Date.parse('2026-11-22T12:00:00Z')
const at = (milliseconds: number) => new Date(now + milliseconds).toISOString()

/** A new key without use or expiry. `changes` overrides its fields. */
const key = (changes: Partial<ApiKey> = {}): ApiKey => ({
  id: 'aje1',
  serviceAccountId: 'aje2',
  createdAt: at(0),
  description: '',
  scopes: [],
  maskedSecret: '****abcdef',
  ...changes,
})

/** The status of a key that was just used, unless overridden. */
const statusOf = (changes: Partial<ApiKey>) => keyStatus(en, key({ lastUsedAt: at(0), ...changes }), now)

describe('keyStatus', () => {
  it('is active without an expiry', () => {
    expect(statusOf({})).toEqual({ kind: 'good', word: 'Active', mark: '' })
  })

  it('is active until 14 days before the expiry', () => {
    expect(statusOf({ expiresAt: at(14 * day) })).toEqual({ kind: 'good', word: 'Active', mark: '' })
    expect(statusOf({ expiresAt: at(14 * day - 1) }).kind).toBe('soon')
  })

  it.each([
    [14 * day - 1, 'Expires in 14 days'],
    [13 * day, 'Expires in 13 days'],
    [13 * day - hour, 'Expires in 13 days'],
    [13 * day - hour - second, 'Expires in 12 days'],
    [2 * day, 'Expires in 2 days'],
    [day, 'Expires in 1 day'],
    // The hour lost to summer time is not counted as a day.
    [day - hour, 'Expires in 1 day'],
    [day - hour - second, 'Expires within a day'],
    [1, 'Expires within a day'],
  ])('with %i ms left says "%s"', (left, word) => {
    expect(statusOf({ expiresAt: at(left) })).toEqual({ kind: 'soon', word, mark: '' })
  })

  it('is expired at its expiry and after', () => {
    expect(statusOf({ expiresAt: at(0) })).toEqual({ kind: 'bad', word: 'Expired', mark: '' })
    expect(statusOf({ expiresAt: at(-400 * day) })).toEqual({ kind: 'bad', word: 'Expired', mark: '' })
  })

  it('marks a key as unused after exactly 90 days', () => {
    expect(statusOf({ lastUsedAt: at(-90 * day) }).mark).toBe('Unused for 90 days')
    expect(statusOf({ lastUsedAt: at(-90 * day + 1) }).mark).toBe('')
    expect(statusOf({ lastUsedAt: at(-1234 * day) }).mark).toBe('Unused for 1,234 days')
  })

  it('marks a key that was never used, however old it is', () => {
    expect(keyStatus(en, key(), now)).toEqual({ kind: 'good', word: 'Active', mark: 'Never used' })
    expect(keyStatus(en, key({ createdAt: at(-400 * day) }), now).mark).toBe('Never used')
  })

  it('counts from the last use, however old the key is', () => {
    expect(statusOf({ createdAt: at(-900 * day), lastUsedAt: at(-day) }).mark).toBe('')
  })

  it('marks a key that expires soon too, but not one that is expired', () => {
    const unused = { lastUsedAt: at(-100 * day) }
    expect(statusOf({ ...unused, expiresAt: at(2 * day) })).toEqual({
      kind: 'soon',
      word: 'Expires in 2 days',
      mark: 'Unused for 100 days',
    })
    expect(statusOf({ ...unused, expiresAt: at(-day) }).mark).toBe('')
  })

  it('parses nanoseconds', () => {
    expect(statusOf({ expiresAt: '2026-11-22T12:00:00.722440521Z' }).word).toBe('Expires within a day')
  })
})

describe('days across a summer-time change', () => {
  // In Berlin, summer time began on 29 March 2026.
  beforeAll(() => void vi.stubEnv('TZ', 'Europe/Berlin'))
  afterAll(() => vi.unstubAllEnvs())
  const before = '2026-03-20T12:00:00+01:00'
  const after = (days: number) => new Date(2026, 2, 20 + days, 12)
  const made = key({ createdAt: before, lastUsedAt: before })

  it('are calendar days until a key expires', () => {
    const expiresAt = after(14).toISOString()
    expect(keyStatus(en, { ...made, expiresAt }, Date.parse(before)).word).toBe('Active')
    expect(keyStatus(en, { ...made, expiresAt }, Date.parse(before) + 60 * second).word).toBe('Expires in 14 days')
    expect(keyStatus(en, { ...made, expiresAt }, Date.parse(before) + 59 * 60 * second).word).toBe('Expires in 14 days')
  })

  it('are calendar days since a key was used', () => {
    const noon = after(90).getTime()
    expect(keyStatus(en, made, noon).mark).toBe('Unused for 90 days')
    expect(keyStatus(en, made, noon - 1).mark).toBe('')
    expect(usedRecently(key({ lastUsedAt: '2026-03-25T12:00:00+01:00' }), after(12).getTime() - 1)).toBe(true)
    expect(usedRecently(key({ lastUsedAt: '2026-03-25T12:00:00+01:00' }), after(12).getTime())).toBe(false)
  })
})

describe('longUnused', () => {
  it('counts from the creation when the key was never used', () => {
    expect(longUnused(key({ createdAt: at(-90 * day) }), now)).toBe(true)
    expect(longUnused(key({ createdAt: at(-90 * day + 1) }), now)).toBe(false)
  })
})

describe('usedRecently', () => {
  it('is true within the last 7 days', () => {
    expect(usedRecently(key({ lastUsedAt: at(0) }), now)).toBe(true)
    expect(usedRecently(key({ lastUsedAt: at(-7 * day + 1) }), now)).toBe(true)
  })

  it('is false from 7 days on', () => {
    expect(usedRecently(key({ lastUsedAt: at(-7 * day) }), now)).toBe(false)
  })

  it('is false for a new key that was never used', () => {
    expect(usedRecently(key(), now)).toBe(false)
  })

  it("is true if the service's clock is ahead", () => {
    expect(usedRecently(key({ lastUsedAt: at(hour) }), now)).toBe(true)
  })
})

describe('urgency', () => {
  it('puts the earliest expiry first and keys that never expire last', () => {
    const expiries = [undefined, at(100 * day), at(day), at(-day), '2105-12-31T23:59:59Z']
    const keys = expiries.map((expiresAt) => key(expiresAt === undefined ? {} : { expiresAt }))
    expect(keys.toSorted((a, b) => (urgency(a) < urgency(b) ? -1 : 1)).map(({ expiresAt }) => expiresAt)).toEqual([
      at(-day),
      at(day),
      at(100 * day),
      '2105-12-31T23:59:59Z',
      undefined,
    ])
  })
})
