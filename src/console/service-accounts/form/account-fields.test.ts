import { describe, expect, it } from 'vitest'

import type { ServiceAccount } from '#contract/service-account.ts'
import { type AccountFields, changeOf, creationOf, fieldsOf, newAccount } from './account-fields.ts'

const account: ServiceAccount = {
  id: 'aje1',
  folderId: 'b1g1',
  createdAt: '2026-01-01T00:00:00Z',
  name: 'robot',
  description: 'Sends mail',
  labels: { team: 'billing' },
  status: 'ACTIVE',
}
const expiring: ServiceAccount = { ...account, expiresAt: '2027-01-01T00:00:00.123456789Z' }
const from = new Date('2026-11-22T12:00:00Z')

const change = (changes: Partial<AccountFields>, of: ServiceAccount = account) =>
  changeOf(of, { ...fieldsOf(of), ...changes }, from)

describe('changeOf', () => {
  it('is nothing when nothing was changed, whatever the account is', () => {
    expect(change({})).toBeNull()
    expect(change({}, expiring)).toBeNull()
    expect(change({}, { ...account, labels: {}, description: '' })).toBeNull()
  })

  it('names only the field that was changed', () => {
    expect(change({ name: 'mailer' })).toEqual({ updateMask: 'name', name: 'mailer' })
    expect(change({ description: '' })).toEqual({ updateMask: 'description', description: '' })
  })

  it('sends labels whole, and an empty row of them not at all', () => {
    expect(change({ labels: [] })).toEqual({ updateMask: 'labels', labels: {} })
    expect(change({ labels: [...fieldsOf(account).labels, { id: 9, key: '', value: '' }] })).toBeNull()
    expect(change({ labels: [{ id: 9, key: 'env', value: 'prod' }] })).toEqual({
      updateMask: 'labels',
      labels: { env: 'prod' },
    })
  })

  it('takes an expiry away with an empty one', () => {
    expect(change({ expiry: { choice: 'never', custom: null } }, expiring)).toEqual({
      updateMask: 'expiresAt',
      expiresAt: '',
    })
    expect(change({ expiry: { choice: 'never', custom: null } })).toBeNull()
  })

  it('sets an expiry, and leaves the very same moment alone', () => {
    expect(change({ expiry: { choice: '7d', custom: null } }, expiring)).toEqual({
      updateMask: 'expiresAt',
      expiresAt: '2026-11-29T12:00:00Z',
    })
    const custom = new Date('2105-12-31T23:59:00Z')
    expect(change({ expiry: { choice: 'custom', custom } })).toMatchObject({ expiresAt: '2105-12-31T23:59:00Z' })
    expect(change({ expiry: { choice: 'custom', custom } }, { ...account, expiresAt: custom.toISOString() })).toBeNull()
  })

  it('names all fields that were changed', () => {
    const all: AccountFields = {
      name: 'mailer',
      description: 'Робот 🤖',
      labels: [],
      expiry: { choice: '7d', custom: null },
    }
    expect(change(all)?.updateMask).toBe('name,description,labels,expiresAt')
  })
})

describe('creationOf', () => {
  it('leaves out what was not filled in', () => {
    expect(creationOf({ ...newAccount, name: 'robot' }, 'b1g1', from)).toEqual({ folderId: 'b1g1', name: 'robot' })
  })

  it('sends what was', () => {
    const fields: AccountFields = {
      name: 'robot',
      description: 'Sends mail',
      labels: [{ id: 0, key: 'team', value: '' }],
      expiry: { choice: '7d', custom: null },
    }
    expect(creationOf(fields, 'b1g1', from)).toEqual({
      folderId: 'b1g1',
      name: 'robot',
      description: 'Sends mail',
      labels: { team: '' },
      expiresAt: '2026-11-29T12:00:00Z',
    })
  })
})
