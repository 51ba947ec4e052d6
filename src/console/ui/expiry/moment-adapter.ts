import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs'
import dayjs from 'dayjs'

import { now } from '#console/clock.ts'

const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number)
// Day, month and year in any order.
const dateNumbers = 3

/**
 * Takes today from the service's clock and parses typed times. A time skipped by summer time becomes what clocks show
 * then, like everywhere in the console. The library would silently reject it.
 */
export class MomentAdapter extends AdapterDayjs {
  // Without a value, the library uses the computer's clock for today and for what is past.
  constructor(options?: ConstructorParameters<typeof AdapterDayjs>[0]) {
    super(options)
    const { date } = this
    this.date = (value, timezone) =>
      date(value === undefined ? (new Date(now()).toISOString() as typeof value) : value, timezone)
  }

  override parse: AdapterDayjs['parse'] = (text, format) => {
    if (text === '') return null
    const exact = dayjs(text, format, this.locale, true)
    if (exact.isValid()) return exact
    const near = dayjs(text, format, this.locale)
    const typed = numbers(text)
    const shown = numbers(near.format(format))
    // The library turns 31 February into 2 March and day 0 into day 1: accept only a changed hour.
    const other = [...shown.keys()].filter((index) => shown[index] !== typed[index])
    return other.length === 1 && other.every((index) => index >= dateNumbers) ? near : exact
  }
}
