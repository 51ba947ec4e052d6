import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { ApiKey } from '#contract/api-key.ts'
import { linkParams, prefillOfLink } from './create-link.ts'
import { duplicateOf, emptyPrefill, sameLife } from './form-prefill.ts'

const now = new Date('2026-11-22T12:00:00.789Z')
const key: ApiKey = {
  id: 'aje1',
  serviceAccountId: 'ajeaccount',
  createdAt: '2026-08-01T12:00:00Z',
  description: 'for the mailer',
  scopes: ['yc.postbox.send'],
  maskedSecret: '****FAKE01',
}

// Summer time ends on 25 October 2026 there.
beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

describe('a duplicate', () => {
  it("starts with the key's description and scopes, and names the original", () => {
    expect(duplicateOf(key, now)).toEqual({
      fields: { description: 'for the mailer', scopes: ['yc.postbox.send'], expiry: { choice: 'never', custom: null } },
      origin: { kind: 'duplicate', name: '****FAKE01' },
    })
  })

  it.each([
    ['2026-08-08T12:00:00Z', '7d'],
    // Across the end of summer time, 90 calendar days are one hour longer than 90 times 24 hours.
    ['2026-10-30T13:00:00Z', '90d'],
    ['2026-10-30T11:20:00Z', '90d'],
    ['2027-08-01T12:00:00Z', '1y'],
  ])('lives as long: until %s it was %s', (expiresAt, choice) => {
    expect(sameLife({ ...key, expiresAt }, now)).toEqual({ choice, custom: null })
  })

  it('gets the same lifetime from now', () => {
    const custom = new Date('2026-12-02T12:00:00.789Z')
    expect(sameLife({ ...key, expiresAt: '2026-08-11T12:00:00Z' }, now)).toEqual({ choice: 'custom', custom })
  })

  it('expires with the original if the lifetime would end too late', () => {
    const end = '2105-12-31T23:59:59Z'
    expect(sameLife({ ...key, expiresAt: end }, now)).toEqual({ choice: 'custom', custom: new Date(end) })
  })

  it('of a key that expired before its creation gets the default lifetime', () => {
    expect(sameLife({ ...key, expiresAt: '2026-07-01T12:00:00Z' }, now)).toEqual(emptyPrefill.fields.expiry)
  })
})

const prefill = (query: string) => prefillOfLink(new URLSearchParams(query), now)

describe('a link', () => {
  it('without create=1 opens nothing', () => {
    expect(prefill('description=x')).toBeNull()
    expect(prefill('create=yes')).toBeNull()
  })

  it('fills the form', () => {
    expect(
      prefill('create=1&description=for%20the%20mailer&scopes=yc.postbox.send,yc.new.scope&expiresIn=30d'),
    ).toEqual({
      fields: {
        description: 'for the mailer',
        scopes: ['yc.postbox.send', 'yc.new.scope'],
        expiry: { choice: '30d', custom: null },
      },
      origin: { kind: 'link', leftOut: false },
    })
    expect(prefill('create=1&expiresIn=never')?.fields.expiry.choice).toBe('never')
    expect(prefill('create=1&expiresAt=2027-01-01T00:00:00%2B03:00')?.fields.expiry).toEqual({
      choice: 'custom',
      custom: new Date('2026-12-31T21:00:00Z'),
    })
    expect(prefill('create=1')).toEqual({ ...emptyPrefill, origin: { kind: 'link', leftOut: false } })
  })

  it.each([
    `description=${'x'.repeat(257)}`,
    'description=%00',
    `scopes=${Array.from({ length: 500 }, (_, n) => `scope-${n}`).join(',')}`,
    `scopes=${'x'.repeat(257)}`,
    'expiresIn=3d',
    'expiresIn=constructor',
    'expiresAt=tomorrow',
    'expiresAt=2020-01-01T00:00:00Z',
    'expiresAt=9999-01-01T00:00:00Z',
  ])('leaves out what cannot be used, and says so: %.40s', (query) => {
    expect(prefill(`create=1&${query}`)).toEqual({ ...emptyPrefill, origin: { kind: 'link', leftOut: true } })
  })

  it('may contain names of built-in properties as scopes', () => {
    expect(prefill('create=1&scopes=__proto__,constructor,,__proto__')?.fields.scopes).toEqual([
      '__proto__',
      'constructor',
    ])
    expect(prefill('create=1&__proto__=x&description=__proto__')?.fields.description).toBe('__proto__')
  })

  it('to a form restores the same form', () => {
    for (const expiry of [
      { choice: '1y', custom: null },
      { choice: 'never', custom: null },
      { choice: 'custom', custom: new Date('2027-01-01T12:30:00Z') },
    ] as const) {
      const fields = { description: 'a & b, c=d', scopes: ['yc.postbox.send', 'yc.logging.write'], expiry }
      const params = linkParams(fields)
      params.set('create', '1')
      expect(prefillOfLink(new URLSearchParams(params.toString()), now)?.fields).toEqual(fields)
    }
  })

  it('never carries what looks like a secret', () => {
    const description = `AQVNFAKE${'0'.repeat(32)}`
    expect(linkParams({ ...emptyPrefill.fields, description }).toString()).toBe('expiresIn=90d')
  })
})
