import { describe, expect, it } from 'vitest'

import type { ApiKey } from '#contract/api-key.ts'
import { defaultScopes } from '#contract/scope.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { findingsOf, severity, twinsOf, periodOfUse, weekFinder, weeksAround } from './findings.ts'
import type { InventoryKey } from './queries.ts'
import { groupByScopes } from './same-scopes.ts'

const now = Date.parse('2026-11-28T12:00:00Z')
const daysFromNow = (days: number) => new Date(now + days * 24 * 60 * 60 * 1000).toISOString()

const account: ServiceAccount = {
  id: 'aje00000000000000001',
  folderId: 'b1g00000000000000001',
  createdAt: daysFromNow(-400),
  name: 'robot',
  description: '',
  labels: {},
  status: 'ACTIVE',
}

let made = 0
/** A key without findings, apart from what is given. */
const keyOf = (given: Partial<ApiKey> = {}): ApiKey => ({
  id: `key-${(made += 1)}`,
  serviceAccountId: account.id,
  createdAt: daysFromNow(-200),
  description: '',
  lastUsedAt: daysFromNow(-1),
  scopes: ['yc.postbox.send'],
  expiresAt: daysFromNow(60),
  maskedSecret: '****abcdef',
  ...given,
})

const rowsOf = (keys: readonly ApiKey[], of: ServiceAccount = account): readonly InventoryKey[] => {
  const groups = groupByScopes(keys)
  return keys.map((key) => ({ ...key, account: of, sameScopes: groups.get(key) ?? [] }))
}
const findingsIn = (given: Partial<ApiKey>, of: ServiceAccount = account) =>
  rowsOf([keyOf(given)], of).flatMap((row) => findingsOf(row, now).map(({ kind }) => kind))
const fixesIn = (given: Partial<ApiKey>, of: ServiceAccount = account) =>
  rowsOf([keyOf(given)], of).flatMap((row) => findingsOf(row, now).map(({ fix }) => fix))

describe('the findings of a key', () => {
  it('are none for a key that is used, expires and has chosen scopes', () => {
    expect(findingsIn({})).toEqual([])
  })

  it('name a key that has expired, and nothing else about it', () => {
    expect(findingsIn({ expiresAt: daysFromNow(-1), lastUsedAt: undefined, scopes: defaultScopes.slice() })).toEqual([
      'expired',
    ])
  })

  it.each([
    [13, ['soon']],
    [15, []],
  ])('tell whether a key that expires in %i days does so soon', (days, kinds) => {
    expect(findingsIn({ expiresAt: daysFromNow(days) })).toEqual(kinds)
  })

  it('name a key that never expires', () => {
    expect(findingsIn({ expiresAt: undefined })).toEqual(['neverExpires'])
  })

  it.each([
    ['unused when its last use is 91 days ago', { lastUsedAt: daysFromNow(-91) }, ['unused']],
    ['used when its last use is 89 days ago', { lastUsedAt: daysFromNow(-89) }, []],
    ['never used when it is new', { lastUsedAt: undefined, createdAt: daysFromNow(-3) }, ['neverUsed']],
    ['unused when it is old and was never used', { lastUsedAt: undefined }, ['unused']],
  ])('call a key %s', (_, given, kinds) => {
    expect(findingsIn(given)).toEqual(kinds)
  })

  it('name exactly the ten default scopes, in any order', () => {
    expect(findingsIn({ scopes: defaultScopes.toReversed() })).toEqual(['defaultScopes'])
    expect(findingsIn({ scopes: defaultScopes.slice(1) })).toEqual([])
    expect(findingsIn({ scopes: [...defaultScopes.slice(1), 'yc.postbox.send'] })).toEqual([])
    expect(findingsIn({ scopes: [...defaultScopes, 'yc.postbox.send'] })).toEqual([])
  })

  it('name a suspended account, and any findings of its keys', () => {
    expect(findingsIn({ expiresAt: undefined }, { ...account, status: 'SUSPENDED' })).toEqual([
      'suspended',
      'neverExpires',
    ])
  })

  it('each have one action', () => {
    expect(fixesIn({ expiresAt: daysFromNow(2) })).toEqual(['rotate'])
    expect(fixesIn({ expiresAt: undefined, scopes: defaultScopes.slice() })).toEqual(['scopes', 'expiry'])
    expect(fixesIn({ expiresAt: daysFromNow(-2) }, { ...account, status: 'SUSPENDED' })).toEqual(['account', 'delete'])
  })

  it('sort by the most severe, then by their number', () => {
    const ranks = [
      rowsOf([keyOf({ expiresAt: daysFromNow(-1) })]),
      rowsOf([keyOf({ lastUsedAt: undefined, expiresAt: undefined })]),
      rowsOf([keyOf({ lastUsedAt: undefined })]),
      rowsOf([keyOf({ expiresAt: undefined })]),
    ].map(([row]) => row && severity(findingsOf(row, now)))
    expect(ranks).toEqual(ranks.toSorted((one = 0, other = 0) => one - other))
    expect(new Set(ranks).size).toBe(ranks.length)
    expect(severity([])).toBeUndefined()
  })
})

describe('keys of an account with the same scopes', () => {
  const twins = (...keys: readonly ApiKey[]) =>
    rowsOf(keys).map((row) => findingsOf(row, now).some(({ kind }) => kind === 'sameScopes'))

  it('are found whatever the order of their scopes', () => {
    const scopes = ['yc.postbox.send', 'yc.logging.write']
    expect(twins(keyOf({ scopes }), keyOf({ scopes: scopes.toReversed() }), keyOf())).toEqual([true, true, false])
  })

  it('count only if both work', () => {
    const expired = keyOf({ expiresAt: daysFromNow(-1) })
    expect(twins(keyOf(), expired)).toEqual([false, false])
    expect(twins(keyOf({ expiresAt: undefined }), keyOf({ expiresAt: undefined }), expired)).toEqual([
      true,
      true,
      false,
    ])
  })

  it('do not count without any scope', () => {
    expect(twins(keyOf({ scopes: [] }), keyOf({ scopes: [] }))).toEqual([false, false])
  })

  it('are counted without the key itself and without expired ones', () => {
    const rows = rowsOf([keyOf(), keyOf({ expiresAt: undefined }), keyOf({ expiresAt: daysFromNow(-1) }), keyOf()])
    expect(rows.map((row) => twinsOf(row, now).length)).toEqual([2, 2, 3, 2])
  })
})

describe('the period of the last use', () => {
  const local = new Date(2026, 10, 28, 12).getTime()
  const periodAt = (...[days, hour, minute]: [number, number, number]) =>
    periodOfUse(keyOf({ lastUsedAt: new Date(2026, 10, 28 - days, hour, minute).toISOString() }), local)

  it.each([
    ['today', [0, 0, 0]],
    ['week', [1, 23, 59]],
    ['week', [6, 13, 0]],
    ['month', [7, 11, 0]],
    ['month', [29, 13, 0]],
    ['quarter', [30, 11, 0]],
    ['quarter', [89, 13, 0]],
    ['longer', [90, 11, 0]],
  ] as const)('is %s', (period, [days, hour, minute]) => {
    expect(periodAt(days, hour, minute)).toBe(period)
  })

  it('is never without a use', () => {
    expect(periodOfUse(keyOf({ lastUsedAt: undefined }), local)).toBe('never')
  })
})

describe('weeks', () => {
  const at = new Date(2026, 10, 28, 12).getTime()

  it('begin on Monday, also across months and years', () => {
    expect(weeksAround(at, 1, 3).map(({ id }) => id)).toEqual(['2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07'])
    expect(weeksAround(at, 0, 7).at(-1)?.id).toBe('2027-01-04')
    expect(weeksAround(new Date(2026, 10, 29, 23).getTime(), 0, 1)[0]?.id).toBe('2026-11-23')
  })

  it('contain the times from Monday to Sunday', () => {
    const weekOf = weekFinder(weeksAround(at, 1, 2))
    const idAt = (...[day, hour, minute]: [number, number, number]) =>
      weekOf(new Date(2026, 10, day, hour, minute).getTime())?.id
    expect(idAt(15, 23, 59)).toBeUndefined()
    expect(idAt(16, 0, 0)).toBe('2026-11-16')
    expect(idAt(22, 23, 59)).toBe('2026-11-16')
    expect(idAt(23, 0, 0)).toBe('2026-11-23')
    expect(idAt(30, 0, 0)).toBe('2026-11-30')
    expect(idAt(37, 0, 0)).toBeUndefined()
  })

  it('find nothing without any', () => {
    expect(weekFinder([])(at)).toBeUndefined()
  })
})
