import { describe, expect, it } from 'vitest'

import { isId, keyTail } from './key-tail.ts'

describe('keyTail', () => {
  it.each([
    ['****abc123', { tail: 'abc123', sure: true }],
    ['*abc123', { tail: 'abc123', sure: true }],
    [' aB_-12 ', { tail: 'aB_-12', sure: false }],
    ['****abc12', null],
    ['****abc1234', { tail: 'bc1234', sure: true }],
    ['abc1234', null],
    ['abc 12', null],
    ['', null],
  ])('of %j is %j', (text, tail) => {
    expect(keyTail(text)).toEqual(tail)
  })
})

it('an ID has twenty characters', () => {
  expect(isId('aje00000000000000001')).toBe(true)
  expect(isId('aje0000000000000001')).toBe(false)
  expect(isId('aje0000000000000-001')).toBe(false)
})
