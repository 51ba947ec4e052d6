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

/** A locale's date order and separators as a dayjs pattern: `DD/MM/YYYY`. */
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

/** A locale for the date picker. */
export interface PickerLocale {
  /** Its name in dayjs. */
  readonly name: string
  /** Formats that the picker would otherwise write in English. */
  readonly dateFormats: { readonly shortDate: string }
}

/** dayjs's words of a language. */
type Words = (typeof dayjs.Ls)[string]

/**
 * Registers a dayjs locale: the words come from the language, the date format and first weekday from the browser's
 * locale, like everywhere in the console.
 */
export const pickerLocale = (words: Words, locale: string): PickerLocale => {
  // dayjs looks up names in lower case.
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
