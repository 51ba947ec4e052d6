import { duration } from './counts.ts'

/** Notice that the computer's clock is wrong. */
export const clock = {
  ahead: (minutes: number) => `Your computer’s clock is ${duration(minutes)} ahead.`,
  behind: (minutes: number) => `Your computer’s clock is ${duration(minutes)} behind.`,
  help: 'Keyrack uses the server’s time, so the expiry and last-use times shown here are correct. Check your computer’s date and time settings.',
  close: 'Close',
}
