import { describe, expect, it, vi } from 'vitest'

import type { ApiKey } from '#contract/api-key.ts'
import { endsEarlier, overlapEnd, progressOf } from './rotation.ts'
import { recentRotations, rememberRotation } from './rotations.ts'

const now = new Date('2026-11-22T12:00:00Z')
const key = (changes: Partial<ApiKey> = {}): ApiKey => ({
  id: 'aje1',
  serviceAccountId: 'ajeaccount',
  createdAt: '2026-11-20T12:00:00Z',
  description: '',
  scopes: ['yc.postbox.send'],
  maskedSecret: '****FAKE01',
  ...changes,
})

describe('the overlap', () => {
  it.each([
    ['1h', '2026-11-22T13:00:00.000Z'],
    ['24h', '2026-11-23T12:00:00.000Z'],
    ['7d', '2026-11-29T12:00:00.000Z'],
  ] as const)('of %s ends at %s', (choice, end) => {
    expect(overlapEnd({ choice, custom: null }, now)?.toISOString()).toBe(end)
  })

  it('ends at the same time of day a week later, also across summer time', () => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    const end = overlapEnd({ choice: '7d', custom: null }, new Date('2026-10-20T12:00:00+02:00'))
    expect(end).toEqual(new Date('2026-10-27T12:00:00+01:00'))
    vi.unstubAllEnvs()
  })

  it('of zero ends in the future when the service reads it', () => {
    const end = overlapEnd({ choice: '0', custom: null }, now)?.getTime() ?? 0
    expect(end - now.getTime()).toBeGreaterThan(1000)
    expect(end - now.getTime()).toBeLessThanOrEqual(5000)
  })

  it('ends at a typed time once it is complete', () => {
    expect(overlapEnd({ choice: 'custom', custom: now }, now)).toBe(now)
    expect(overlapEnd({ choice: 'custom', custom: null }, now)).toBeNull()
    expect(overlapEnd({ choice: 'custom', custom: new Date(Number.NaN) }, now)).toBeNull()
  })

  it('never makes a key live longer', () => {
    expect(endsEarlier(key({ expiresAt: '2026-11-22T11:59:59Z' }), now)).toBe(true)
    expect(endsEarlier(key({ expiresAt: '2026-11-22T12:00:01Z' }), now)).toBe(false)
    expect(endsEarlier(key(), now)).toBe(false)
  })
})

describe('a switch-over', () => {
  const progress = (old: Partial<ApiKey>, replacement: Partial<ApiKey> = {}) =>
    progressOf(key({ createdAt: '2026-01-01T00:00:00Z', ...old }), key(replacement), now.getTime())
  const used = { lastUsedAt: '2026-11-22T11:55:00Z' }

  it.each<[string, string, Partial<ApiKey>, Partial<ApiKey>?]>([
    ['oldUsed', 'the old key was used since', { lastUsedAt: '2026-11-22T09:00:00Z' }, used],
    ['oldUsed', 'the old key was used since, and the new one was not', { lastUsedAt: '2026-11-22T09:00:00Z' }],
    ['newUnused', 'neither was used since', { lastUsedAt: '2026-11-20T11:59:59Z' }],
    ['newUnused', 'neither was ever used', {}],
    ['safe', 'only the new one was used since', { lastUsedAt: '2026-11-20T11:59:59Z' }, used],
    ['safe', 'the old one was never used', {}, used],
    ['ended', 'the old one has expired, used or not', { ...used, expiresAt: '2026-11-22T12:00:00Z' }],
  ])('is %s when %s', (expected, _, old, replacement) => {
    expect(progress(old, replacement)).toBe(expected)
  })

  it('ignores a last use of the old key after a week', () => {
    const old = { lastUsedAt: '2026-11-15T12:00:00Z' }
    expect(progress(old, { ...used, createdAt: '2026-11-01T00:00:00Z' })).toBe('safe')
    expect(progress({ lastUsedAt: '2026-11-15T12:00:01Z' }, { ...used, createdAt: '2026-11-01T00:00:00Z' })).toBe(
      'oldUsed',
    )
  })
})

describe('the rotations that a browser remembers', () => {
  const rotation = { serviceAccountId: 'a', oldId: 'b', newId: 'c', startedAt: now.getTime() }

  it('are forgotten after 60 days', () => {
    const days = 24 * 60 * 60_000
    expect(recentRotations([rotation], now.getTime() + 60 * days - 1)).toEqual([rotation])
    expect(recentRotations([rotation], now.getTime() + 60 * days)).toEqual([])
  })

  it('are ids and nothing else, whatever was stored', () => {
    let stored = JSON.stringify([{ ...rotation, startedAt: Date.now(), secret: 'AQVNFAKE' }])
    vi.stubGlobal('localStorage', { getItem: () => stored, setItem: (_: string, text: string) => (stored = text) })
    const other = { ...rotation, oldId: 'd', newId: 'e', startedAt: Date.now() }
    rememberRotation(other)
    expect(JSON.parse(stored)).toEqual([other, { ...rotation, startedAt: expect.any(Number) }])
    vi.unstubAllGlobals()
  })
})
