import { afterAll, describe, expect, it, vi } from 'vitest'

import { MomentAdapter } from './moment-adapter.ts'

vi.stubEnv('TZ', 'Europe/Berlin')
afterAll(() => vi.unstubAllEnvs())

const parsed = (text: string, format = 'MM/DD/YYYY HH:mm') => {
  const at = new MomentAdapter({ locale: 'en' }).parse(text, format)
  return at?.isValid() ? at.toDate().toISOString() : null
}

describe('a typed time', () => {
  it.each([
    ['03/26/2028 01:59', '2028-03-26T00:59:00.000Z'],
    ['03/26/2028 02:30', '2028-03-26T01:30:00.000Z'],
    ['03/26/2028 03:00', '2028-03-26T01:00:00.000Z'],
    ['10/29/2028 02:30', '2028-10-29T00:30:00.000Z'],
    ['10/29/2028 03:00', '2028-10-29T02:00:00.000Z'],
  ])('exists, or is what the clocks show then: %s', (text, expected) => {
    expect(parsed(text)).toBe(expected)
  })

  it('is parsed in the order of another language too', () => {
    expect(parsed('26.03.2028 02:30', 'DD.MM.YYYY HH:mm')).toBe('2028-03-26T01:30:00.000Z')
  })

  it.each([
    '02/30/2028 12:00',
    '04/31/2028 02:30',
    '03/00/2028 12:00',
    '00/26/2028 02:30',
    '13/13/2028 12:00',
    '03/26/0002 12:00',
    '03/26/20 12:00',
    '03/26/2028 hh:mm',
    '',
  ])('is none where the day does not exist, or not all of it is there: %s', (text) => {
    expect(parsed(text)).toBeNull()
  })

  it.each(['03/00/2028', '00/26/2028', '03/26/0002', '02/30/2028'])(
    'is none where there is no such day, in a field of days alone too: %s',
    (text) => {
      expect(parsed(text, 'MM/DD/YYYY')).toBeNull()
    },
  )
})
