import { now } from '#console/clock.ts'
import { localeOf } from './locale.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
// A unit is used from this count on: "15 months" says more than "1 year".
const dateSteps = [
  { unit: 'year', milliseconds: 365 * day, atLeast: 2 },
  { unit: 'month', milliseconds: 30 * day, atLeast: 4 },
  { unit: 'day', milliseconds: day, atLeast: 1 },
] as const
const timeSteps = [
  { unit: 'hour', milliseconds: hour, atLeast: 1 },
  { unit: 'minute', milliseconds: minute, atLeast: 1 },
] as const

/** Formats times in a language. Times are RFC 3339 strings or `Date`s. */
export interface Formats {
  /** `Nov 22, 2026, 14:05` in local time. */
  dateTime(moment: string | Date): string
  /** The same with its time zone. */
  dateTimeZone(moment: string | Date): string
  /** Local time and UTC, or UTC alone if they are the same. */
  zones(moment: string | Date): readonly string[]
  /** All three, in one line: `Nov 22, 2026, 14:05 GMT+1 · Nov 22, 2026, 13:05 UTC · in 90 days`. */
  full(moment: string | Date, from?: Date): string
  /** `in 90 days`, `3 hours ago`, `now`, `just now`. Rounded towards now, so that it never promises too much. */
  relative(moment: string | Date, from?: Date): string
}

const date = { year: 'numeric', month: 'short', day: 'numeric' } as const
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/**
 * Milliseconds between two times on the wall clock, where every calendar day has 24 hours, even when summer time
 * changes. Use it for days, and elapsed time for hours and minutes.
 */
export const wallClockLength = (from: Date, to: Date): number =>
  to.getTime() - from.getTime() + (from.getTimezoneOffset() - to.getTimezoneOffset()) * minute

/** Adds an hour, so that "in 90 days" still holds while it is displayed. */
export const withGrace = (length: number): number => length + hour

// Each formatter takes milliseconds to create, and few pages need all of them.
const lazy = <T extends object | string>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

/**
 * @param language BCP 47 tag of a locale
 * @param justNow the text for less than a minute ago, which `Intl` lacks
 */
export const formats = (language: string, justNow: string): Formats => {
  const dateTime = lazy(() => new Intl.DateTimeFormat(language, { ...date, ...time }))
  const dateTimeZone = lazy(() => new Intl.DateTimeFormat(language, { ...date, ...time, timeZoneName: 'short' }))
  const utcTime = { ...time, timeZone: 'UTC', timeZoneName: 'short' } as const
  const utc = lazy(() => new Intl.DateTimeFormat(language, { ...date, ...utcTime }))
  const relative = lazy(() => new Intl.RelativeTimeFormat(language, { numeric: 'always' }))
  const rightNow = lazy(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second'))
  const written: Formats = {
    dateTime: (moment) => dateTime().format(new Date(moment)),
    dateTimeZone: (moment) => dateTimeZone().format(new Date(moment)),
    zones: (moment) => {
      const at = new Date(moment)
      return [...(at.getTimezoneOffset() === 0 ? [] : [dateTimeZone().format(at)]), utc().format(at)]
    },
    full: (moment, from) => [...written.zones(moment), written.relative(moment, from)].join(' · '),
    relative: (moment, from = new Date(now())) => {
      const to = new Date(moment)
      const away = to.getTime() - from.getTime()
      const passing = Math.abs(away)
      const onTheWall = Math.abs(wallClockLength(from, to))
      const calendar = onTheWall > 2 * day ? withGrace(onTheWall) : onTheWall
      const write = (length: number, steps: typeof dateSteps | typeof timeSteps) => {
        const step = steps.find(({ milliseconds, atLeast }) => length >= atLeast * milliseconds)
        return step && relative().format(Math.sign(away) * Math.floor(length / step.milliseconds), step.unit)
      }
      // The clocks agree to about a second, so what has just happened can seem to lie ahead.
      return write(calendar, dateSteps) ?? write(passing, timeSteps) ?? (away < second ? justNow : rightNow())
    },
  }
  return written
}

/** Formats days in a language, without a time. */
export const dates = (language: string) => {
  const full = lazy(() => new Intl.DateTimeFormat(localeOf(language), date))
  const month = lazy(() => new Intl.DateTimeFormat(localeOf(language), { month: 'short' }))
  return {
    /** `30 Nov – 6 Dec 2026` */
    range: (from: Date, to: Date) => full().formatRange(from, to),
    /** `Nov` */
    month: (at: Date) => month().format(at),
  }
}

/** Formats numbers in a language. */
export const numbers = (language: string): ((n: number) => string) => {
  const format = lazy(() => new Intl.NumberFormat(localeOf(language)))
  return (n) => format().format(n)
}

/** Picks the plural form for a count by the language's rules. */
export const plurals = (language: string) => {
  const rules = lazy(() => new Intl.PluralRules(language))
  const number = numbers(language)
  return (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string =>
    `${number(count)} ${forms[rules().select(count)] ?? forms.other}`
}
