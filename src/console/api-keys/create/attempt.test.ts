import { describe, expect, it } from 'vitest'

import type { ApiKey } from '#contract/api-key.ts'
import { type Attempt, keysPossiblyCreatedBy, newAttempt } from './attempt.ts'

const startedAt = new Date('2026-11-22T12:00:00Z')
const body = {
  serviceAccountId: 'aje1',
  description: 'for the mailer',
  scopes: ['yc.postbox.send', 'yc.logging.write'],
  expiresAt: '2027-02-20T12:00:00Z',
}
const attempt: Attempt = { body, idempotencyKey: 'key', startedAt, knownIds: new Set(['ajeknown']) }
const made: ApiKey = {
  id: 'ajemade',
  serviceAccountId: 'aje1',
  createdAt: '2026-11-22T12:00:01.123456789Z',
  description: 'for the mailer',
  scopes: ['yc.logging.write', 'yc.postbox.send'],
  expiresAt: '2027-02-20T12:00:00.000Z',
  maskedSecret: '****FAKE01',
}

const found = (keys: readonly Partial<ApiKey>[], of = attempt, errorMessage = '') =>
  keysPossiblyCreatedBy(
    of,
    keys.map((key) => ({ ...made, ...key })),
    errorMessage,
  ).map(({ id }) => id)

describe('a new attempt', () => {
  it('has its own Idempotency-Key and remembers the existing keys', () => {
    const first = newAttempt(body, [made])
    expect(first.knownIds).toEqual(new Set(['ajemade']))
    expect(first.idempotencyKey).not.toBe(newAttempt(body, []).idempotencyKey)
  })
})

describe('the key that an attempt made', () => {
  it('is the new one that equals the request, whatever the order of scopes and the digits of times', () => {
    expect(found([{}, { id: 'ajeknown' }])).toEqual(['ajemade'])
  })

  it.each<[string, Partial<ApiKey>]>([
    ['was there before', { id: 'ajeknown' }],
    ['is older', { createdAt: '2026-11-22T11:54:59Z' }],
    ['was used: somebody holds its secret', { lastUsedAt: '2026-11-22T12:00:02Z' }],
    ['is described otherwise', { description: 'for another' }],
    ['has other scopes', { scopes: ['yc.postbox.send'] }],
    ['expires at another moment', { expiresAt: '2027-02-20T12:00:01Z' }],
    ['never expires', { expiresAt: undefined }],
  ])('is not one that %s', (_, key) => {
    expect(found([key])).toEqual([])
  })

  it('may seem slightly older than the attempt, because clocks differ', () => {
    expect(found([{ createdAt: '2026-11-22T11:58:00Z' }])).toEqual(['ajemade'])
  })

  it('may have neither description nor expiry', () => {
    const bare = { ...attempt, body: { serviceAccountId: 'aje1', scopes: ['yc.postbox.send'] } }
    const key = { description: '', scopes: ['yc.postbox.send'], expiresAt: undefined }
    expect(found([key], bare)).toEqual(['ajemade'])
    expect(found([{ ...key, description: 'more' }], bare)).toEqual([])
  })

  it('may be one of several', () => {
    expect(found([{}, { id: 'ajeother' }])).toEqual(['ajemade', 'ajeother'])
  })

  it('is the one that the service names, whatever its fields', () => {
    const errorMessage = 'ApiKey ajenamed was already created by this request. Its secret can no longer be retrieved'
    expect(found([{}, { id: 'ajenamed', description: 'changed since' }], attempt, errorMessage)).toEqual(['ajenamed'])
    // Deleted since.
    expect(found([{ id: 'ajeother', description: 'changed since' }], attempt, errorMessage)).toEqual([])
  })
})
