import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs'
import dayjs from 'dayjs'

const numbers = (text: string) => text.match(/\d+/g) ?? []

/**
 * Reads what is typed into a picker. A time that does not exist, for summer time begins, is what the clocks show then,
 * as everywhere else in the console; the library's own reading refuses it without a word.
 */
export class MomentAdapter extends AdapterDayjs {
  override parse: AdapterDayjs['parse'] = (text, format) => {
    if (text === '') return null
    const exact = dayjs(text, format, this.locale, true)
    if (exact.isValid()) return exact
    const near = dayjs(text, format, this.locale)
    const typed = numbers(text)
    const shown = numbers(near.format(format))
    // Another day, 2 March for 31 February, differs in more than one number.
    return shown.filter((number, index) => number !== typed[index]).length === 1 ? near : exact
  }
}
