import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'

import { labelsInput, matching, text, timestampInput } from '#contract/field.ts'
import { pageQuery } from '#contract/page.ts'
import { fieldName, violationsOf } from './violations.ts'

const schema = z.strictObject({
  serviceAccountId: z.optional(text(3, 1)),
  name: z.optional(matching(/^[a-z]$/)),
  expiresAt: z.optional(timestampInput()),
  labels: z.optional(labelsInput()),
  accessBindings: z.optional(z.array(z.strictObject({ roleId: text(2) }))),
  action: z.optional(z.enum(['ADD', 'REMOVE'])),
  ...pageQuery,
})

const violations = (value: unknown) => {
  const { error } = schema.safeParse(value, { reportInput: true })
  return error ? violationsOf(error).listed : []
}

describe('violationsOf', () => {
  it('has no entry for valid fields', () => expect(violations({ serviceAccountId: 'abc' })).toEqual([]))

  it.each([
    ['serviceAccountId', '', 'service_account_id', 'Field is required'],
    ['serviceAccountId', 'abcd', 'service_account_id', 'Length must be at most 3 characters'],
    ['serviceAccountId', 'a\u0000', 'service_account_id', 'Must not contain NUL or an unpaired surrogate'],
    ['serviceAccountId', 5, 'service_account_id', 'Must be of type string'],
    ['serviceAccountId', null, 'service_account_id', 'Must be of type string'],
    ['name', 'A', 'name', 'Must match the pattern ^[a-z]$'],
    ['pageSize', 1001, 'page_size', 'Must be at most 1000'],
    ['pageSize', -1, 'page_size', 'Must be at least 0'],
    ['action', 'DROP', 'action', 'Invalid value'],
    ['labels', { 'Bad-Key': 'x' }, 'labels.Bad-Key', 'Must match the pattern ^[a-z][-_0-9a-z]{0,62}$'],
    ['labels', { key: 'Bad' }, 'labels.key', 'Must match the pattern ^[-_0-9a-z]{0,63}$'],
    [
      'accessBindings',
      [{ roleId: 'a' }, { roleId: 'abc' }],
      'access_bindings[1].role_id',
      'Length must be at most 2 characters',
    ],
    ['accessBindings', [{}], 'access_bindings[0].role_id', 'Field is required'],
    ['accessBindings', [{ roleId: '', subjectType: '' }], 'access_bindings[0].subject_type', 'Unknown field'],
    ['someField', 1, 'some_field', 'Unknown field'],
  ])('%s: %j is rejected as %s: %s', (name, value, field, description) => {
    expect(violations({ [name]: value })).toEqual([{ field, description }])
  })

  it('names the range of timestamps', () => {
    expect(violations({ expiresAt: 'tomorrow' })).toEqual([
      {
        field: 'expires_at',
        description: expect.stringContaining('1970-01-01T00:00:00Z to 2105-12-31T23:59:59.999999999Z'),
      },
    ])
  })

  it('has one entry per field', () => {
    expect(violations({ serviceAccountId: 1, name: 2, other: 3, more: 4 }).map(({ field }) => field)).toEqual([
      'other',
      'more',
      'service_account_id',
      'name',
    ])
  })

  it('lists no more than 100, and counts the rest', () => {
    const unknown = Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`field${n}`, 1]))
    const { error } = schema.safeParse({ ...unknown, serviceAccountId: 5 }, { reportInput: true })
    expect(error && violationsOf(error)).toMatchObject({ listed: { length: 100 }, more: 79_901 })
  })

  it('reports only the first problem of a field', () => {
    const twice = z.object({ size: z.number().check(z.gte(5), z.multipleOf(2)) }).safeParse({ size: 3 })
    expect(twice.error?.issues).toHaveLength(2)
    expect(twice.error && violationsOf(twice.error).listed).toEqual([
      { field: 'size', description: 'Must be at least 5' },
    ])
  })

  it('reports an invalid label key before its value', () => {
    expect(violations({ labels: { Bad: 'Bad' } })).toEqual([
      { field: 'labels.Bad', description: 'Must match the pattern ^[a-z][-_0-9a-z]{0,62}$' },
    ])
  })

  it('names a value that is not an object "body"', () => {
    expect(violations([])).toEqual([{ field: 'body', description: 'Must be of type object' }])
  })
})

describe('fieldName', () => {
  it('is a path in snake case', () => {
    expect(fieldName(['accessBindingDeltas', 3, 'accessBinding', 'roleId'])).toBe(
      'access_binding_deltas[3].access_binding.role_id',
    )
  })

  it('masks a secret used as a field name before converting it to snake case', () => {
    expect(fieldName(['labels', 'AQVNFAKEaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDef'])).toBe('labels.****aBcDef')
    expect(fieldName(['AQVNFAKEaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDef'])).toBe('****a_bc_def')
  })

  it('does not convert label keys', () => expect(fieldName(['labels', 'myKey'])).toBe('labels.myKey'))
})
