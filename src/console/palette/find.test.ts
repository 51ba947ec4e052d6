import { describe, expect, it } from 'vitest'

import { withoutSecret } from '#console/ui/form/secrets.ts'
import { secretShape } from '#contract/api-key.ts'
import { best, rank } from './find.ts'

it.each(['AQVN', 'AQWN', 'AQXN', 'aqvn'])(
  'a search recognises the same key prefixes as the contract: %s...',
  (begin) => {
    for (let length = 30; length < 45; length++) {
      const text = begin.padEnd(length, '_-aB3')
      expect(withoutSecret(text) !== text, `${length} characters`).toBe(secretShape().test(text))
    }
  },
)

describe('rank', () => {
  it.each([
    ['billing-robot', 'bill', 0],
    ['billing-robot', 'aje1', 0],
    ['billing-robot', 'rob', 1],
    ['billing-robot', 'rob bill', 1],
    ['сервисные аккаунты', 'акк', 1],
    ['billing-robot', 'llin', 2],
    ['billing-robot', 'je', 3],
    ['billing-robot', 'rob mail', null],
  ])('of %j for %j is %j', (label, query, expected) => {
    expect(rank(label, 'aje1', query)).toBe(expected)
  })
})

it('returns the best matches in order, up to the maximum', () => {
  const found = best(['a-b', 'b', 'ab', 'c', 'ba'], 3, (text) => rank(text, '', 'b'))
  expect(found).toEqual([
    { one: 'b', rank: 0 },
    { one: 'ba', rank: 0 },
    { one: 'a-b', rank: 1 },
  ])
})
