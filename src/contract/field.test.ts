import { describe, expect, it } from 'vitest'

import { characters, id, isTimestamp, labelsInput, matching, text } from './field.ts'

describe('isTimestamp', () => {
  it.each([
    '1970-01-01T00:00:00Z',
    '2026-11-22T10:00:00Z',
    '2026-11-22T10:00:00.1Z',
    '2026-11-22T10:00:00.123456789Z',
    '2105-12-31T23:59:59Z',
    '2105-12-31T23:59:59.999999999Z',
    '2106-01-01T00:59:59+01:00',
    '1969-12-31T23:30:00-00:30',
    '2026-11-22T10:00:00+14:00',
    '2028-02-29T00:00:00Z',
  ])('takes %s', (value) => expect(isTimestamp(value)).toBe(true))

  it.each([
    ['a moment before 1970', '1969-12-31T23:59:59.999999999Z'],
    ['a moment before 1970 by its offset', '1970-01-01T00:59:59+01:00'],
    ['a moment after 2105', '2106-01-01T00:00:00Z'],
    ['a moment after 2105 by its offset', '2105-12-31T23:30:00-00:30'],
    ['30 February', '2026-02-30T00:00:00Z'],
    ['29 February of a common year', '2026-02-29T00:00:00Z'],
    ['31 April', '2026-04-31T00:00:00Z'],
    ['month 13', '2026-13-01T00:00:00Z'],
    ['day 0', '2026-01-00T00:00:00Z'],
    ['hour 24', '2026-01-01T24:00:00Z'],
    ['minute 60', '2026-01-01T00:60:00Z'],
    ['a leap second', '2026-12-31T23:59:60Z'],
    ['ten fractional digits', '2026-01-01T00:00:00.1234567890Z'],
    ['a dot without digits', '2026-01-01T00:00:00.Z'],
    ['no zone', '2026-01-01T00:00:00'],
    ['an impossible zone', '2026-01-01T00:00:00+25:00'],
    ['a day without a time', '2026-01-01'],
    ['a blank instead of T', '2026-01-01 00:00:00Z'],
    ['lower case', '2026-01-01t00:00:00z'],
    ['a year of five digits', '12026-01-01T00:00:00Z'],
    ['a number', '1767225600'],
    ['nothing', ''],
    ['a line break behind', '2026-01-01T00:00:00Z\n'],
  ])('rejects %s', (_, value) => expect(isTimestamp(value)).toBe(false))
})

describe('characters', () => {
  it('counts code points', () => {
    expect(characters('')).toBe(0)
    expect(characters('робот')).toBe(5)
    expect(characters('🤖🤖')).toBe(2)
  })

  it('counts the parts of a joined emoji separately', () => expect(characters('👩‍💻')).toBe(3))
})

describe('text', () => {
  it('accepts text up to its limit, in code points', () => {
    expect(text(3).safeParse('🤖🤖🤖').success).toBe(true)
    expect(text(3).safeParse('🤖🤖🤖x').success).toBe(false)
  })

  it('rejects text that cannot be stored', () => {
    expect(text(9).safeParse('a\u0000b').success).toBe(false)
    expect(text(9).safeParse('\ud800').success).toBe(false)
  })

  it('may be required', () => {
    expect(text(9).safeParse('').success).toBe(true)
    expect(text(9, 1).safeParse('').success).toBe(false)
  })
})

describe('matching', () => {
  it('matches the pattern from end to end', () => {
    const schema = matching(/^a+$/)
    expect(schema.safeParse('aa').success).toBe(true)
    expect(schema.safeParse('aa\n').success).toBe(false)
  })
})

describe('id', () => {
  it('has 1 to 50 characters', () => {
    expect(id().safeParse('x'.repeat(50)).success).toBe(true)
    expect(id().safeParse('x'.repeat(51)).success).toBe(false)
    expect(id().safeParse('').success).toBe(false)
  })
})

describe('labelsInput', () => {
  const pairs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`key-${n}`, '']))

  it('accepts 64 pairs and rejects 65', () => {
    expect(labelsInput().safeParse(pairs(64)).success).toBe(true)
    expect(labelsInput().safeParse(pairs(65)).success).toBe(false)
  })

  it('accepts a key of 63 characters and a value of 0 to 63', () => {
    expect(labelsInput().safeParse({ ['k'.repeat(63)]: 'v'.repeat(63), empty: '' }).success).toBe(true)
    expect(labelsInput().safeParse({ ['k'.repeat(64)]: '' }).success).toBe(false)
    expect(labelsInput().safeParse({ k: 'v'.repeat(64) }).success).toBe(false)
  })

  it.each(['', 'Key', '1key', '-key', '_key', 'ключ', 'a b'])('rejects the key "%s"', (key) => {
    expect(labelsInput().safeParse({ [key]: '' }).success).toBe(false)
  })

  it.each(['Value', 'a b', 'a.b', '🤖'])('rejects the value "%s"', (value) => {
    expect(labelsInput().safeParse({ key: value }).success).toBe(false)
  })
})
