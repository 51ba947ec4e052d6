import { count } from './counts.ts'

export const expiry = {
  keep: (moment: string) => `Keep ${moment}`,
  instant: (local: string, utc: string, relative: string) => `${local} · ${utc} · ${relative}`,
  days: (n: number) => count(n, { one: 'day', other: 'days' }),
  year: '1 year',
  custom: 'Custom date and time',
  customField: 'Date and time',
  never: 'Never',
  past: 'The expiry must be in the future.',
  tooFar: 'The expiry must be before the year 2106.',
  invalidDate: 'Enter a date and a time.',
}
