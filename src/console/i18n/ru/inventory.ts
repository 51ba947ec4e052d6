import type { Messages } from '#console/i18n/en.ts'
import { number, ofAccounts } from './counts.ts'

export const inventory = {
  account: 'Сервисный аккаунт',
  whoseKey: 'Чей это ключ?',
  empty: 'API-ключей пока нет',
  emptyHelp: 'Чтобы создать первый ключ, откройте сервисный аккаунт.',
  toAccounts: 'Перейти к аккаунтам',
  folders: 'Чьи ключи показать',
  thisFolder: 'Этот каталог',
  allFolders: (cloud: string) => `Все каталоги облака ${cloud}`,
  listing: 'Загружаем сервисные аккаунты…',
  loaded: (done: number, all: number) => `Загружены ключи ${number(done)} из ${ofAccounts(all)}`,
  stop: 'Остановить загрузку',
  stopped: 'Загрузка остановлена',
  resume: 'Продолжить загрузку',
  failed: (n: number) => `Не удалось загрузить ключи ${ofAccounts(n)}`,
  foldersFailed: 'Не удалось загрузить сервисные аккаунты некоторых каталогов',
  failedNames: (names: string, more: number) => (more > 0 ? `${names} и ещё ${number(more)}` : names),
} satisfies Messages['inventory']
