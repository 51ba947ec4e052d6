import { afterAll, describe, expect, it, vi } from 'vitest'

import { en } from './en.ts'
import { formats, plurals } from './format.ts'
import { ru } from './ru.ts'

// Node reads TZ on each assignment. Set it before creating a formatter.
vi.stubEnv('TZ', 'Europe/Berlin')
afterAll(() => vi.unstubAllEnvs())

const f = formats('en', en.justNow)
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const now = new Date('2026-11-22T12:00:00Z')
const relative = (away: number) => f.relative(new Date(now.getTime() + away), now)

describe('relative', () => {
  it.each([
    [0, 'just now', 'just now'],
    [second, 'now', 'just now'],
    [59 * second, 'now', 'just now'],
    [minute, 'in 1 minute', '1 minute ago'],
    [2 * minute - 1, 'in 1 minute', '1 minute ago'],
    [59 * minute + 59 * second, 'in 59 minutes', '59 minutes ago'],
    [hour, 'in 1 hour', '1 hour ago'],
    [23 * hour, 'in 23 hours', '23 hours ago'],
    [day - second, 'in 23 hours', '23 hours ago'],
    [day, 'in 1 day', '1 day ago'],
    [2 * day - second, 'in 1 day', '1 day ago'],
    [2 * day, 'in 2 days', '2 days ago'],
    [90 * day, 'in 90 days', '90 days ago'],
    [119 * day, 'in 119 days', '119 days ago'],
    [120 * day - hour - second, 'in 119 days', '119 days ago'],
    [120 * day, 'in 4 months', '4 months ago'],
    [365 * day, 'in 12 months', '12 months ago'],
    [450 * day, 'in 15 months', '15 months ago'],
    [729 * day, 'in 24 months', '24 months ago'],
    [730 * day, 'in 2 years', '2 years ago'],
    [3650 * day, 'in 10 years', '10 years ago'],
  ])('%i ms away is "%s" and "%s"', (away, ahead, behind) => {
    expect([relative(away), relative(-away)]).toEqual([ahead, behind])
  })

  it('keeps "in 90 days" when summer time takes an hour of them, and when it gives one', () => {
    expect(f.relative('2026-05-30T12:00:00+02:00', new Date('2026-03-01T12:00:00+01:00'))).toBe('in 90 days')
    expect(f.relative('2026-12-30T12:00:00+01:00', new Date('2026-10-01T12:00:00+02:00'))).toBe('in 90 days')
  })

  it.each([
    ['in 90 days', '2026-05-30T12:00:00+02:00', '2026-03-01T12:00:30+01:00'],
    ['in 90 days', '2026-05-30T12:00:00+02:00', '2026-03-01T12:59:59+01:00'],
    ['in 89 days', '2026-05-30T12:00:00+02:00', '2026-03-01T13:00:01+01:00'],
    ['in 90 days', '2026-12-30T12:00:00+01:00', '2026-10-01T12:00:30+02:00'],
    ['90 days ago', '2026-03-01T12:00:00+01:00', '2026-05-30T12:00:00+02:00'],
    ['in 1 day', '2026-03-29T12:00:00+02:00', '2026-03-28T12:00:00+01:00'],
    ['in 22 hours', '2026-03-29T11:00:00+02:00', '2026-03-28T12:00:00+01:00'],
    ['in 24 hours', '2026-10-25T11:00:00+01:00', '2026-10-24T12:00:00+02:00'],
    ['in 40 minutes', '2026-10-25T02:10:00+01:00', '2026-10-25T02:30:00+02:00'],
  ])('counts calendar days across a summer-time change, and hours as they pass: %s', (words, moment, from) => {
    expect(f.relative(moment, new Date(from))).toBe(words)
  })

  it('grants an hour and no more', () => {
    expect(relative(90 * day - hour)).toBe('in 90 days')
    expect(relative(90 * day - hour - second)).toBe('in 89 days')
  })

  it('counts from the present moment unless told otherwise', () => {
    vi.useFakeTimers({ now })
    expect(f.relative('2026-11-22T15:00:00Z')).toBe('in 3 hours')
    vi.useRealTimers()
  })

  it('takes what is less than a second ahead for past, because clocks differ', () => {
    expect(relative(second - 1)).toBe('just now')
  })

  it('speaks other languages', () => {
    const russian = formats('ru', ru.justNow)
    expect(russian.relative('2026-11-24T12:00:00Z', now)).toBe('через 2 дня')
    expect(russian.relative(new Date(now.getTime() + minute / 2), now)).toBe('сейчас')
    expect(russian.relative(new Date(now.getTime() - minute / 2), now)).toBe('только что')
  })
})

describe('moments', () => {
  it('are written in local time, from text and from a Date alike', () => {
    expect(f.dateTime('2026-11-22T13:05:59.999Z')).toBe('Nov 22, 2026, 14:05')
    expect(f.dateTime(new Date('2026-07-01T13:05:00Z'))).toBe('Jul 1, 2026, 15:05')
  })

  it('carry the zone of their own season', () => {
    expect(f.dateTimeZone('2026-11-22T13:05:00Z')).toBe('Nov 22, 2026, 14:05 GMT+1')
    expect(f.dateTimeZone('2026-07-01T13:05:00Z')).toBe('Jul 1, 2026, 15:05 GMT+2')
  })

  it('are written in local time and in UTC, where the day may be another', () => {
    expect(f.zones('2026-11-22T13:05:00Z')).toEqual(['Nov 22, 2026, 14:05 GMT+1', 'Nov 22, 2026, 13:05 UTC'])
    expect(f.zones('2026-07-01T00:30:00+02:00')).toEqual(['Jul 1, 2026, 00:30 GMT+2', 'Jun 30, 2026, 22:30 UTC'])
    expect(f.full('2026-11-22T13:05:00Z', now)).toBe('Nov 22, 2026, 14:05 GMT+1 · Nov 22, 2026, 13:05 UTC · in 1 hour')
  })

  it('are written once where local time is UTC', () => {
    vi.stubEnv('TZ', 'Europe/London')
    const london = formats('en', en.justNow)
    expect(london.zones('2026-11-22T13:05:00Z')).toEqual(['Nov 22, 2026, 13:05 UTC'])
    expect(london.zones('2026-07-01T13:05:00Z')).toEqual(['Jul 1, 2026, 14:05 GMT+1', 'Jul 1, 2026, 13:05 UTC'])
    vi.stubEnv('TZ', 'Europe/Berlin')
  })

  it('are written as their locale has it', () => {
    expect(formats('en-GB', en.justNow).dateTime('2026-11-22T13:05:00Z')).toBe('22 Nov 2026, 14:05')
    expect(formats('en-001', en.justNow).dateTime('2026-11-22T13:05:00Z')).toBe('22 Nov 2026, 14:05')
    expect(formats('en-CA', en.justNow).zones('2026-11-22T13:05:00Z')[1]).toBe('Nov 22, 2026, 13:05 UTC')
  })

  it('begin the day at 00, not at 24', () => {
    expect(f.dateTime('2026-11-22T23:00:00Z')).toBe('Nov 23, 2026, 00:00')
    expect(f.zones('2026-11-22T00:00:00Z')[1]).toBe('Nov 22, 2026, 00:00 UTC')
  })
})

describe('plurals', () => {
  it('have two forms in English', () => {
    const keys = (n: number) => plurals('en')(n, { one: 'key', other: 'keys' })
    expect([0, 1, 2, 21, 1000].map(keys)).toEqual(['0 keys', '1 key', '2 keys', '21 keys', '1,000 keys'])
  })

  it('have three in Russian, by the last digits', () => {
    const keys = (n: number) => plurals('ru')(n, { one: 'ключ', few: 'ключа', many: 'ключей', other: 'ключа' })
    expect([0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111].map(keys)).toEqual([
      '0 ключей',
      '1 ключ',
      '2 ключа',
      '4 ключа',
      '5 ключей',
      '11 ключей',
      '12 ключей',
      '14 ключей',
      '21 ключ',
      '22 ключа',
      '25 ключей',
      '101 ключ',
      '111 ключей',
    ])
  })

  it('fall back to the other form for one that is not given', () => {
    expect(plurals('ru')(5, { one: 'ключ', other: 'ключа' })).toBe('5 ключа')
  })

  it('count in the messages', () => {
    expect([0, 1, 2].map(en.status.expiresSoon)).toEqual([
      'Expires within a day',
      'Expires in 1 day',
      'Expires in 2 days',
    ])
    expect([1, 1000].map(en.list.total)).toEqual(['1 row', '1,000 rows'])
  })
})
