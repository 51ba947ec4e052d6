import { describe, expect, it } from 'vitest'

import {
  badRequest,
  codes,
  exhaustedQuota,
  fieldViolations,
  quotaFailure,
  requestIdOf,
  requestInfo,
  status,
} from './status.ts'

describe('codes', () => {
  it('are 1 to 16', () => {
    const all = Object.values(codes).map(({ code }) => code)
    expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, n) => n + 1))
  })
})

describe('a Status', () => {
  const full = status.parse({
    code: 8,
    details: [
      requestInfo('r-1'),
      badRequest([{ field: 'name', description: 'why' }]),
      quotaFailure('iam.apiKeys.count', 5, 5),
    ],
  })

  it('returns the details that were put into it', () => {
    expect(requestIdOf(full)).toBe('r-1')
    expect(fieldViolations(full)).toEqual([{ field: 'name', description: 'why' }])
    expect(exhaustedQuota(full)).toEqual({ name: 'iam.apiKeys.count', limit: '5', usage: '5' })
  })

  it('may have no details', () => {
    const bare = status.parse({ code: 13 })
    expect(bare).toEqual({ code: 13, message: '', details: [] })
    expect(requestIdOf(bare)).toBeUndefined()
    expect(fieldViolations(bare)).toEqual([])
    expect(exhaustedQuota(bare)).toBeUndefined()
  })

  it('may have details of an unknown shape', () => {
    const odd = status.parse({
      code: 3,
      details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: 'x' }],
    })
    expect(fieldViolations(odd)).toEqual([])
  })

  it('carries quota numbers as strings', () => {
    expect(quotaFailure('m', 1000, 1000)).toEqual({
      '@type': 'type.googleapis.com/yandex.cloud.quota.QuotaFailure',
      violations: [{ metric: { name: 'm', limit: '1000', usage: '1000' }, required: '1001' }],
    })
  })
})
