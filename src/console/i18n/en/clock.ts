import { count } from './counts.ts'

const length = (minutes: number): string => {
  if (minutes < 2 * 60) return count(minutes, { one: 'minute', other: 'minutes' })
  if (minutes < 2 * 24 * 60) return count(Math.round(minutes / 60), { one: 'hour', other: 'hours' })
  return count(Math.round(minutes / 60 / 24), { one: 'day', other: 'days' })
}

/** Notice that the computer's clock is wrong. */
export const clock = {
  ahead: (minutes: number) => `Your computer’s clock is ${length(minutes)} ahead.`,
  behind: (minutes: number) => `Your computer’s clock is ${length(minutes)} behind.`,
  help: 'Keyrack uses the server’s time, so the expiry and last-use times shown here are correct. Check your computer’s date and time settings.',
  close: 'Close',
}
