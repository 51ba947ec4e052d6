import dayjs from 'dayjs'
import english from 'dayjs/locale/en'
import russian from 'dayjs/locale/ru'
import { expect, it } from 'vitest'

import { MomentAdapter } from './moment-adapter.ts'
import { pickerLocale } from './picker-locale.ts'

const twelfthOfMarch = dayjs(new Date(2026, 2, 12, 14, 5))
const firstOfWeek = (adapter: MomentAdapter) => adapter.toJsDate(adapter.startOfWeek(twelfthOfMarch)).getDay()

it.each([
  [english, 'en-US', 0, '03/12/2026 14:05', 'Mar 12, 2026', 'Mar 12'],
  [english, 'en-GB', 1, '12/03/2026 14:05', '12 Mar 2026', '12 Mar'],
  [english, 'en-001', 1, '12/03/2026 14:05', '12 Mar 2026', '12 Mar'],
  [english, 'en-CA', 0, '2026-03-12 14:05', 'Mar 12, 2026', 'Mar 12'],
  [russian, 'ru', 1, '12.03.2026 14:05', '12 мар. 2026 г.', '12 мар.'],
  [russian, 'ru-KZ', 1, '12.03.2026 14:05', '12 мар. 2026 г.', '12 мар.'],
])('$1: a picker begins weeks on day $2 and writes $3', (words, locale, day, typed, full, short) => {
  const { name, dateFormats } = pickerLocale(words, locale)
  const adapter = new MomentAdapter({ locale: name, formats: dateFormats })
  expect(firstOfWeek(adapter)).toBe(day)
  expect(adapter.format(twelfthOfMarch, 'keyboardDateTime24h')).toBe(typed)
  // ICU uses narrow spaces in places.
  expect(adapter.format(twelfthOfMarch, 'fullDate').replaceAll(/\s/g, ' ')).toBe(full)
  expect(adapter.format(twelfthOfMarch, 'shortDate')).toBe(short)
  expect(adapter.parse(typed, adapter.expandFormat(adapter.formats.keyboardDateTime24h))?.toDate()).toEqual(
    twelfthOfMarch.toDate(),
  )
})
