import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs'
import dayjs from 'dayjs'

import { now } from '#console/clock.ts'

const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number)
// Day, month and year, in whatever order.
const dateNumbers = 3

/**
 * Takes today from the service's clock, and reads what is typed into a picker. A time that does not exist, for summer
 * time begins, is what the clocks show then, as everywhere else in the console; the library's own reading refuses it
 * without a word.
 */
export class MomentAdapter extends AdapterDayjs {
  // Without a value the library asks the computer's clock: for today, and for what is past.
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
    // 31 February becomes 2 March, day 0 a day 1: only the time of the day may be another one, and of that one number.
    const other = [...shown.keys()].filter((index) => shown[index] !== typed[index])
    return other.length === 1 && other.every((index) => index >= dateNumbers) ? near : exact
  }
}
