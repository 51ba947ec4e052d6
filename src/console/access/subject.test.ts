import { describe, expect, it } from 'vitest'

import { en } from '#console/i18n/en.ts'
import { bindingKey, isEverybody, kindOf, subjectKinds, subjectKindWords, subjectOf } from './subject.ts'

describe('a subject', () => {
  it.each(subjectKinds)('of kind %s is parsed as it was written', (kind) => {
    expect(kindOf(subjectOf(kind, 'aje1'))).toEqual({ kind, id: isEverybody(kind) ? kind : 'aje1' })
  })

  it.each([
    ['organizationUsers', 'bpf1', 'group:organization:bpf1:users'],
    ['federationUsers', 'bpf2', 'group:federation:bpf2:users'],
    ['allUsers', '', 'allUsers'],
    ['allAuthenticatedUsers', 'left over', 'allAuthenticatedUsers'],
  ] as const)('%s is one of the system', (kind, id, written) => {
    expect(subjectOf(kind, id)).toEqual({ type: 'system', id: written })
  })

  it.each([
    { type: 'system', id: 'group:organization::users' },
    { type: 'system', id: 'somebody' },
    { type: 'allUsers', id: 'allUsers' },
    { type: 'agent', id: 'aje1' },
  ])('that is not known ($type $id) is named as the API does', (subject) => {
    expect(kindOf(subject)).toBeNull()
    expect(subjectKindWords(en, subject)).toBe(subject.type)
  })

  it('has its kind in words', () => {
    expect(subjectKindWords(en, { type: 'userAccount', id: 'aje1' })).toBe('User account')
    expect(subjectKindWords(en, { type: 'system', id: 'group:federation:bpf2:users' })).toBe(
      'All users in a federation',
    )
  })
})

it('bindings are identified by role, type and id', () => {
  const binding = (roleId: string, type: string, id: string) => bindingKey({ roleId, subject: { type, id } })
  const keys = [
    binding('viewer', 'group', 'a'),
    binding('editor', 'group', 'a'),
    binding('viewer', 'userAccount', 'a'),
    binding('viewer', 'group', 'b'),
  ]
  expect(new Set(keys).size).toBe(4)
  expect(binding('viewer', 'group', 'a')).toBe(keys[0])
})
