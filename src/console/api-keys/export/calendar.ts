import ICAL from 'ical.js'

import type { ApiKey } from '#contract/api-key.ts'

/** The texts of an event. */
export interface EventWords {
  readonly summary: string
  readonly description: string
  /** The address of the key in the console. */
  readonly url: string
}

interface CalendarOptions<Key> {
  /** The name of the calendar. */
  readonly name: string
  readonly wordsOf: (key: Key) => EventWords
  /** When the file is written, in milliseconds. */
  readonly writtenAt: number
}

const minute = 60_000
const eventMinutes = 30
const alarmDays = [7, 1]
const lineEnd = '\r\n'

// Octets in a line, without the space that continues it (RFC 5545, 3.1).
ICAL.foldLength = 74

/** The keys that will expire. */
export const expiring = <Key extends ApiKey>(keys: readonly Key[], now: number): readonly Key[] =>
  keys.filter(({ expiresAt }) => expiresAt !== undefined && Date.parse(expiresAt) > now)

/**
 * A calendar of expiries (RFC 5545), in pieces, so that the page can answer in between. An event keeps its UID and gets
 * a higher sequence number in each file, so that programs update it when a file is imported again.
 */
export function* calendar<Key extends ApiKey>(
  keys: readonly Key[],
  { name, wordsOf, writtenAt }: CalendarOptions<Key>,
): Generator<string> {
  const [begin = '', end = ''] = component('vcalendar', {
    version: '2.0',
    prodid: '-//Keyrack//Keyrack//EN',
    // The library escapes no line breaks in it.
    'x-wr-calname': name.replaceAll(/\s+/gu, ' '),
  })
    .toString()
    .split(/(?=END:VCALENDAR)/)
  yield begin
  for (const key of keys) yield eventOf(key, wordsOf(key), writtenAt).toString() + lineEnd
  yield end + lineEnd
}

const eventOf = ({ id, expiresAt = '' }: ApiKey, { summary, description, url }: EventWords, writtenAt: number) => {
  const start = Date.parse(expiresAt)
  const event = component('vevent', {
    uid: `${id}.expiry@keyrack`,
    sequence: Math.floor(writtenAt / minute),
    dtstamp: utc(writtenAt),
    dtstart: utc(start),
    dtend: utc(start + eventMinutes * minute),
    summary,
    description,
    url,
    // It does not take up the owner's time.
    transp: 'TRANSPARENT',
  })
  for (const days of alarmDays) {
    const trigger = new ICAL.Duration({ days, isNegative: true })
    event.addSubcomponent(component('valarm', { action: 'DISPLAY', description: summary, trigger }))
  }
  return event
}

const utc = (milliseconds: number) => ICAL.Time.fromJSDate(new Date(milliseconds), true)

const component = (name: string, properties: Readonly<Record<string, string | number | ICAL.Time | ICAL.Duration>>) => {
  const made = new ICAL.Component(name)
  for (const [property, value] of Object.entries(properties)) {
    made.addPropertyWithValue(property, typeof value === 'string' ? value.replaceAll(controls, '') : value)
  }
  return made
}

// Not allowed in a text, and the library writes them.
const controls = /(?!\n)\p{Cc}/gu
