import ical, { type VEvent } from 'node-ical'
import { describe, expect, it } from 'vitest'

import type { ApiKey } from '#contract/api-key.ts'
import { calendar, expiring } from './calendar.ts'

const writtenAt = Date.parse('2026-11-28T12:00:00Z')
const minute = 60_000

const key = (fields: Partial<ApiKey> = {}): ApiKey => ({
  id: 'aje0fake',
  serviceAccountId: 'aje1fake',
  createdAt: '2026-01-01T00:00:00Z',
  description: '',
  scopes: [],
  maskedSecret: '****abcdef',
  expiresAt: '2027-01-31T21:15:00.5Z',
  ...fields,
})

interface Written {
  readonly keys?: readonly ApiKey[]
  readonly name?: string
  readonly summary?: string
  readonly description?: string
  readonly at?: number
}

const file = ({
  keys = [key()],
  name = 'Expiries',
  summary = 'expires',
  description = 'facts',
  at = writtenAt,
}: Written = {}) =>
  [
    ...calendar(keys, {
      name,
      writtenAt: at,
      wordsOf: ({ id }) => ({
        summary,
        description,
        url: `https://keyrack.example/folders/b1g0/service-accounts/aje1?q=${id}`,
      }),
    }),
  ].join('')

/** As a calendar program reads it. */
const eventsOf = (text: string) =>
  Object.values(ical.sync.parseICS(text)).filter((part): part is VEvent => part?.type === 'VEVENT')

const nasty = 'a; b, c\\d "e"\nsecond line\nключ 🔑 \u05de\u05e4\u05ea\u05d7'

describe('a calendar of expiries', () => {
  it('has an event at the expiry of each key, with a link to it', () => {
    const [event, other, ...rest] = eventsOf(
      file({ keys: [key(), key({ id: 'aje2fake', expiresAt: '2028-02-29T00:00:00Z' })] }),
    )
    expect(event).toMatchObject({
      uid: 'aje0fake.expiry@keyrack',
      start: new Date('2027-01-31T21:15:00Z'),
      end: new Date('2027-01-31T21:45:00Z'),
      summary: 'expires',
      description: 'facts',
      url: 'https://keyrack.example/folders/b1g0/service-accounts/aje1?q=aje0fake',
      transparency: 'TRANSPARENT',
    })
    expect(other).toMatchObject({ uid: 'aje2fake.expiry@keyrack', start: new Date('2028-02-29T00:00:00Z') })
    expect(rest).toEqual([])
  })

  it('reminds a week and a day before', () => {
    expect(file().match(/^TRIGGER.*$/gm)).toEqual(['TRIGGER:-P7D', 'TRIGGER:-P1D'])
    const [event] = eventsOf(file())
    expect(event?.alarms).toMatchObject([
      { action: 'DISPLAY', description: 'expires' },
      { action: 'DISPLAY', description: 'expires' },
    ])
  })

  it('updates the same event when it is imported again later', () => {
    const [before] = eventsOf(file())
    const [after] = eventsOf(file({ at: writtenAt + minute }))
    expect(after?.uid).toBe(before?.uid)
    expect(Number(after?.sequence)).toBeGreaterThan(Number(before?.sequence))
  })

  it.each([
    ['line breaks, separators, quotes and other scripts', nasty],
    ['a long text', 'Длинное описание 🔑 '.repeat(40).trim()],
  ])('keeps %s', (_, text) => {
    expect(eventsOf(file({ summary: text, description: text }))).toMatchObject([{ summary: text, description: text }])
  })

  it('escapes a backslash before the letter of a line break', () => {
    expect(file({ summary: 'c:\\new' })).toContain('SUMMARY:c:\\\\new\r\n')
  })

  it('cannot be broken by a text', () => {
    const text = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other\u0000\u001b'
    const written = file({ name: text, summary: text, description: text })
    expect(eventsOf(written).map(({ uid }) => uid)).toEqual(['aje0fake.expiry@keyrack'])
    // oxlint-disable-next-line eslint/no-control-regex -- these must not be in it
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f]/)
  })

  it('has lines of at most 75 bytes that end as RFC 5545 says', () => {
    const written = file({ summary: nasty, description: 'ключ 🔑 '.repeat(50) })
    expect(written).toMatch(/^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR\r\n$/)
    const lines = written.split('\r\n')
    expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([])
    expect(Math.max(...lines.map((line) => new TextEncoder().encode(line).length))).toBeLessThanOrEqual(75)
  })

  it('has only keys that will expire', () => {
    const keys = [
      key({ id: 'past', expiresAt: '2026-11-28T11:00:00Z' }),
      key({ id: 'never', expiresAt: undefined }),
      key(),
    ]
    expect(expiring(keys, writtenAt).map(({ id }) => id)).toEqual(['aje0fake'])
  })
})
