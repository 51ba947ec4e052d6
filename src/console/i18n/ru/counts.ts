import { numbers, plurals } from '#console/i18n/format.ts'

export const number = numbers('ru')
const plural = plurals('ru')
/** A line never breaks between the number and its noun. */
export const count: typeof plural = (n, forms) => plural(n, forms).replace(' ', '\u00a0')
export const keys = (n: number) =>
  count(n, { one: 'API-ключ', few: 'API-ключа', many: 'API-ключей', other: 'API-ключа' })
export const ofKeys = (n: number) =>
  count(n, { one: 'API-ключа', few: 'API-ключей', many: 'API-ключей', other: 'API-ключа' })
export const characters = (n: number) => count(n, { one: 'символ', few: 'символа', many: 'символов', other: 'символа' })
export const minutes = (n: number) => count(n, { one: 'минуту', few: 'минуты', many: 'минут', other: 'минуты' })
export const days = (n: number) => count(n, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })
export const rows = (n: number) => count(n, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })
export const ofRows = (n: number) => count(n, { one: 'строки', few: 'строк', many: 'строк', other: 'строки' })
export const accounts = (n: number) =>
  count(n, {
    one: 'сервисный аккаунт',
    few: 'сервисных аккаунта',
    many: 'сервисных аккаунтов',
    other: 'сервисного аккаунта',
  })
export const ofAccounts = (n: number) =>
  count(n, {
    one: 'сервисного аккаунта',
    few: 'сервисных аккаунтов',
    many: 'сервисных аккаунтов',
    other: 'сервисного аккаунта',
  })
