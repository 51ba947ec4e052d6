import { describe, expect, it } from 'vitest'

import type { ApiKey } from '#contract/api-key.ts'
import { updateApiKeyBody } from '#contract/api-key.ts'
import { changesOf } from './changes.ts'
import type { KeyFieldValues } from '../fields/key-fields.tsx'

const now = new Date('2026-11-22T12:00:00.789Z')
const key: ApiKey = {
  id: 'aje1',
  serviceAccountId: 'ajeaccount',
  createdAt: '2026-10-01T12:00:00Z',
  description: 'for the mailer',
  scopes: ['yc.postbox.send', 'yc.logging.write'],
  expiresAt: '2027-02-20T12:00:00.123456789Z',
  maskedSecret: '****FAKE01',
}
const same: KeyFieldValues = {
  description: key.description,
  scopes: key.scopes,
  expiry: { choice: 'keep', custom: null },
}
const custom = (at: string): KeyFieldValues['expiry'] => ({ choice: 'custom', custom: new Date(at) })
const changes = (fields: Partial<KeyFieldValues>, of = key) => changesOf(of, { ...same, ...fields }, now)
const { expiresAt: _, ...eternal } = key

describe('the changes of a key', () => {
  it.each<[string, Partial<KeyFieldValues>, ApiKey]>([
    ['nothing was touched', {}, key],
    ['the scopes stand in another order', { scopes: key.scopes.toReversed() }, key],
    [
      'the same moment was chosen',
      { expiry: custom('2027-02-20T12:00:00Z') },
      { ...key, expiresAt: '2027-02-20T12:00:00Z' },
    ],
    ['a key without expiry keeps having none', { expiry: { choice: 'never', custom: null } }, eternal],
    ['the kept moment is over', {}, { ...key, expiresAt: '2026-01-01T00:00:00Z' }],
  ])('are none when %s', (_name, fields, of) => {
    expect(changes(fields, of)).toBeNull()
  })

  it.each<[Partial<KeyFieldValues>, object]>([
    [{ description: '' }, { updateMask: 'description', description: '' }],
    [{ scopes: ['yc.postbox.send'] }, { updateMask: 'scopes', scopes: ['yc.postbox.send'] }],
    [{ expiry: { choice: 'never', custom: null } }, { updateMask: 'expiresAt', expiresAt: '' }],
    [{ expiry: { choice: '7d', custom: null } }, { updateMask: 'expiresAt', expiresAt: '2026-11-29T12:00:00Z' }],
    [{ expiry: custom('2105-12-31T23:59:59Z') }, { updateMask: 'expiresAt', expiresAt: '2105-12-31T23:59:59Z' }],
  ])('are the changed field alone: %j', (fields, expected) => {
    const update = changes(fields)
    expect(update).toEqual(expected)
    expect(updateApiKeyBody.safeParse(update).success).toBe(true)
  })

  it('can be several, and can add an expiry', () => {
    expect(changes({ description: 'new', expiry: { choice: '30d', custom: null } }, eternal)).toEqual({
      updateMask: 'description,expiresAt',
      description: 'new',
      expiresAt: '2026-12-22T12:00:00Z',
    })
  })
})
