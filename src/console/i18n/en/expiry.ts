import { count } from './counts.ts'

export const expiry = {
  keep: (moment: string) => `Keep ${moment}`,
  days: (n: number) => count(n, { one: 'day', other: 'days' }),
  year: '1 year',
  custom: 'Custom date and time',
  customField: 'Date and time',
  never: 'Never',
  past: 'The expiry must be in the future.',
  tooFar: 'The expiry must be before the year 2106.',
  invalidDate: 'Enter a date and time.',
}
