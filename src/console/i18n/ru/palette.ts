import type { Messages } from '#console/i18n/en.ts'
import { count } from './counts.ts'

const accounts = (n: number) =>
  count(n, {
    one: 'сервисного аккаунта',
    few: 'сервисных аккаунтов',
    many: 'сервисных аккаунтов',
    other: 'сервисного аккаунта',
  })

export const palette = {
  open: 'Поиск',
  title: 'Поиск и команды',
  placeholder: 'Имя, идентификатор, конец ключа или команда',
  close: 'Закрыть поиск',
  found: (n: number) => (n === 0 ? 'Ничего не найдено' : `Найдено: ${n.toLocaleString('ru')}`),
  nothing: 'Ничего не найдено',
  nothingHelp: 'Введите имя, идентификатор или последние шесть символов секретного ключа.',
  secretTaken: 'Взяты только последние шесть символов секрета. Он никуда не отправлен и не сохранён.',
  recent: 'Недавнее',
  pages: 'Перейти',
  folders: 'Каталоги',
  actions: 'Действия',
  switchFolder: (name: string) => `Перейти в каталог ${name}`,
  seekKeys: (tail: string) => `Искать API-ключ, который оканчивается на ${tail}`,
  seeking: (done: number, all: number) => `Ищем среди API-ключей: ${done.toLocaleString('ru')} из ${accounts(all)}`,
  seekFailed: (n: number) => `Не удалось загрузить API-ключи ${accounts(n)}`,
  loadingAccounts: 'Загружаем сервисные аккаунты…',
  language: (name: string) => `Язык: ${name}`,
  scheme: (name: string) => `Цветовая схема: ${name}`,
} satisfies Messages['palette']
