const day = 24 * 60 * 60 * 1000
// A unit is used from so many of it on: 15 months tell more than one year.
const steps = [
  { unit: 'year', milliseconds: 365 * day, atLeast: 2 },
  { unit: 'month', milliseconds: 30 * day, atLeast: 4 },
  { unit: 'day', milliseconds: day, atLeast: 1 },
  { unit: 'hour', milliseconds: day / 24, atLeast: 1 },
  { unit: 'minute', milliseconds: day / 24 / 60, atLeast: 1 },
] as const

/** Moments as a language writes them. They are RFC 3339 strings or `Date`s. */
export interface Formats {
  /** `Nov 22, 2026, 14:05` in local time. */
  dateTime(moment: string | Date): string
  /** The same with its time zone. */
  dateTimeZone(moment: string | Date): string
  /** `Nov 22, 2026, 13:05 UTC`. */
  utc(moment: string | Date): string
  /** `in 90 days`, `3 hours ago`, `now`: rounded towards now, so that it never promises too much. */
  relative(moment: string | Date, from?: Date): string
}

const date = { year: 'numeric', month: 'short', day: 'numeric' } as const
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/**
 * A length of time, in milliseconds, as whole days are told from it: a summer-time change makes a calendar day an hour
 * short, and an hour's grace keeps "in 90 days" true.
 */
export const withGrace = (length: number): number => length + day / 24

/** @param language BCP 47 tag */
export const formats = (language: string): Formats => {
  const dateTime = new Intl.DateTimeFormat(language, { ...date, ...time })
  const dateTimeZone = new Intl.DateTimeFormat(language, { ...date, ...time, timeZoneName: 'short' })
  const utc = new Intl.DateTimeFormat(language, { ...date, ...time, timeZone: 'UTC', timeZoneName: 'short' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' })
  const rightNow = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second')
  return {
    dateTime: (moment) => dateTime.format(new Date(moment)),
    dateTimeZone: (moment) => dateTimeZone.format(new Date(moment)),
    utc: (moment) => utc.format(new Date(moment)),
    relative: (moment, from = new Date()) => {
      const away = new Date(moment).getTime() - from.getTime()
      const length = Math.abs(away)
      const size = length > 2 * day ? withGrace(length) : length
      const step = steps.find(({ milliseconds, atLeast }) => size >= atLeast * milliseconds)
      if (step === undefined) return rightNow
      return relative.format(Math.sign(away) * Math.floor(size / step.milliseconds), step.unit)
    },
  }
}

/** Picks the plural form of a count, by the language's own rules. */
export const plurals = (language: string) => {
  const rules = new Intl.PluralRules(language)
  const number = new Intl.NumberFormat(language)
  return (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string =>
    `${number.format(count)} ${forms[rules.select(count)] ?? forms.other}`
}
