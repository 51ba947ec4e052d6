import dayjs from 'dayjs'

import { firstDayOfWeek } from '#console/i18n/locale.ts'

const tokens = {
  day: { '2-digit': 'DD', numeric: 'D' },
  month: { '2-digit': 'MM', short: 'MMM', long: 'MMMM' },
  year: { numeric: 'YYYY' },
} as const

interface Parts {
  readonly day: keyof typeof tokens.day
  readonly month: keyof typeof tokens.month
  readonly year?: keyof typeof tokens.year
}

/** A date as a locale orders and separates it, as a pattern of dayjs: `DD/MM/YYYY`. */
const pattern = (locale: string, parts: Parts): string =>
  new Intl.DateTimeFormat(locale, parts)
    .formatToParts(0)
    .map(({ type, value }) => {
      if (type === 'day') return tokens.day[parts.day]
      if (type === 'month') return tokens.month[parts.month]
      if (type === 'year') return tokens.year.numeric
      return /\p{L}/u.test(value) ? `[${value}]` : value
    })
    .join('')

/** What the date picker needs of a locale. */
export interface PickerLocale {
  /** The name under which dayjs knows it. */
  readonly name: string
  /** Formats that the picker writes as the English do otherwise. */
  readonly dateFormats: { readonly shortDate: string }
}

/** The words of a language, as dayjs has them. */
type Words = (typeof dayjs.Ls)[string]

/**
 * Teaches dayjs a locale: the words are those of the language, the form of dates and the first day of the week are the
 * browser's own, as everywhere else in the console.
 */
export const pickerLocale = (words: Words, locale: string): PickerLocale => {
  // dayjs looks names up in lower case.
  const name = `keyrack-${locale}`.toLowerCase()
  dayjs.locale(
    {
      ...words,
      name,
      weekStart: firstDayOfWeek(locale),
      formats: {
        ...words.formats,
        L: pattern(locale, { day: '2-digit', month: '2-digit', year: 'numeric' }),
        LL: pattern(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
      },
    },
    undefined,
    true,
  )
  return { name, dateFormats: { shortDate: pattern(locale, { day: 'numeric', month: 'short' }) } }
}
