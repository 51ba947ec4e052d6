import { numbers, plurals } from '#console/i18n/format.ts'

export const number = numbers('en')
export const count = plurals('en')
export const keys = (n: number) => count(n, { one: 'API key', other: 'API keys' })
export const characters = (n: number) => count(n, { one: 'character', other: 'characters' })
export const duration = (minutes: number): string => {
  if (minutes < 2 * 60) return count(minutes, { one: 'minute', other: 'minutes' })
  if (minutes < 2 * 24 * 60) return count(Math.round(minutes / 60), { one: 'hour', other: 'hours' })
  return count(Math.round(minutes / 60 / 24), { one: 'day', other: 'days' })
}
export const accounts = (n: number) => count(n, { one: 'service account', other: 'service accounts' })
