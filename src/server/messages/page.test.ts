import { describe, expect, it } from 'vitest'

import { StatusError } from './status-error.ts'
import { nameFromFilter, nextPageToken, pageRequest } from './page.ts'

const cursor = { createdAt: '2026-11-22T10:00:00.123Z', id: 'aje00000000000000001' }

describe('a page token', () => {
  it('round-trips a cursor', () => {
    const pageToken = nextPageToken({ rows: [], next: cursor })
    expect(pageRequest({ pageToken }).after).toEqual(cursor)
  })

  it('is empty on the last page', () => expect(nextPageToken({ rows: [], next: null })).toBe(''))

  it.each([
    ['not base64', '%%%'],
    ['beyond Latin-1', 'токен'],
    ['without a moment', btoa('aje00000000000000001')],
    ['with a moment that no clock shows', btoa('99999999999999 aje1')],
    ['with a NUL in its id', btoa('1 a\u0000b')],
    ['with a blank in its id', btoa('1 a b')],
  ])('%s is rejected', (_, pageToken) => expect(() => pageRequest({ pageToken })).toThrow(StatusError))
})

describe('the page size', () => {
  it.each([
    [undefined, 100],
    [0, 100],
    [1, 1],
    [1000, 1000],
  ])('%s asks for %i rows', (pageSize, limit) => expect(pageRequest({ pageSize }).limit).toBe(limit))
})

describe('nameFromFilter', () => {
  it.each(['name="my-robot"', 'name = "my-robot"', '  name\t=  "my-robot" '])('reads %s', (filter) =>
    expect(nameFromFilter(filter)).toBe('my-robot'),
  )

  it('accepts names of 1 to 63 characters', () => {
    expect(nameFromFilter('name="a"')).toBe('a')
    expect(nameFromFilter(`name="a${'b'.repeat(62)}"`)).toHaveLength(63)
  })

  it('is undefined for an absent or empty filter', () => {
    expect(nameFromFilter(undefined)).toBeUndefined()
    expect(nameFromFilter('')).toBeUndefined()
  })

  it.each([
    'my-robot',
    'name',
    'name = my-robot',
    "name = 'my-robot'",
    'name = ""',
    `name = "a${'b'.repeat(63)}"`,
    'name = "My-robot"',
    'name = "robot-"',
    'name = "1robot"',
    'name != "my-robot"',
    'NAME = "my-robot"',
    'id = "my-robot"',
    'name = "robot" AND name = "other"',
    'name = "robot"" ',
    ' ',
  ])('rejects %s', (filter) => expect(() => nameFromFilter(filter)).toThrow(StatusError))
})
