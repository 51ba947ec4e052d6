import { describe, expect, it } from 'vitest'

import { firstDayOfWeek, localeOf } from './locale.ts'

describe('the locale of a language', () => {
  it.each([
    ['en', 'en-GB', 'en-GB'],
    ['en', 'en-US', 'en-US'],
    ['en', 'en', 'en'],
    ['ru', 'ru-KZ', 'ru-KZ'],
    ['en', 'en-US@posix', 'en-US'],
    ['en', 'de-DE', 'en-001'],
    ['en', 'ru', 'en-001'],
    ['ru', 'en-US', 'ru'],
    ['ru', 'de-DE', 'ru'],
    ['en', '', 'en-001'],
    ['en', 'not a tag', 'en-001'],
    ['ru', undefined, 'ru'],
  ])('%s in a browser of %s is %s', (language, browser, locale) => {
    expect(localeOf(language, browser)).toBe(locale)
  })
})

describe('weeks begin', () => {
  it.each([
    ['en-US', 0],
    ['en', 0],
    ['en-CA', 0],
    ['en-GB', 1],
    ['en-001', 1],
    ['ru', 1],
    ['ru-KZ', 1],
  ])('in %s on day %i, whether the browser says so or not', (locale, day) => {
    expect(firstDayOfWeek(locale)).toBe(day)
    expect(firstDayOfWeek(locale, {})).toBe(day)
  })

  it('on the day that the browser says, in either form', () => {
    expect(firstDayOfWeek('en-GB', { getWeekInfo: () => ({ firstDay: 6 }) })).toBe(6)
    expect(firstDayOfWeek('en-GB', { weekInfo: { firstDay: 7 } })).toBe(0)
  })
})
