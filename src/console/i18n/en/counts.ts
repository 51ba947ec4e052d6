import { numbers, plurals } from '#console/i18n/format.ts'

export const number = numbers('en')
export const count = plurals('en')
export const keys = (n: number) => count(n, { one: 'API key', other: 'API keys' })
export const characters = (n: number) => count(n, { one: 'character', other: 'characters' })
export const accounts = (n: number) => count(n, { one: 'service account', other: 'service accounts' })
