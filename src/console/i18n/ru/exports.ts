import type { exports as english } from '../en/exports.ts'
import { keys, ofKeys } from './counts.ts'

export const exports = {
  menu: 'Экспорт',
  csv: 'Скачать в формате CSV',
  calendar: 'Скачать календарь сроков (.ics)',
  link: 'Скопировать ссылку на этот список',
  incomplete: 'Загружены не все API-ключи. В файл попадут только загруженные.',
  csvSaved: (n: number) => `Скачан файл CSV: ${keys(n)}`,
  calendarSaved: (n: number) => `Скачан календарь со сроками действия ${ofKeys(n)}`,
  noExpiries: 'Ни у одного из этих API-ключей срок не истечёт.',
  linkCopied: 'Ссылка скопирована',
  accountId: 'Идентификатор сервисного аккаунта',
  folderId: 'Идентификатор каталога',
  calendarName: (of: string) => (of === '' ? 'Сроки действия API-ключей' : `Сроки действия API-ключей: ${of}`),
  event: (mask: string, account: string) => `Истекает срок действия API-ключа ${mask} аккаунта ${account}`,
} satisfies typeof english
