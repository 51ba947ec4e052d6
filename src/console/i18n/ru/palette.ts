import type { Messages } from '#console/i18n/en.ts'
import { number, ofAccounts } from './counts.ts'

export const palette = {
  open: 'Поиск',
  title: 'Поиск и команды',
  placeholder: 'Имя, идентификатор, конец ключа или команда',
  close: 'Закрыть поиск',
  found: (n: number) => (n === 0 ? 'Ничего не найдено' : `Найдено: ${number(n)}`),
  nothing: 'Ничего не найдено',
  nothingHelp: 'Введите имя, идентификатор или последние шесть символов секретного ключа.',
  secretTaken: 'Поиск использует только последние шесть символов. Секрет не отправлен и не сохранён.',
  recent: 'Недавнее',
  pages: 'Страницы',
  folders: 'Каталоги',
  actions: 'Действия',
  switchFolder: (name: string) => `Перейти в каталог ${name}`,
  seekKeys: (tail: string) => `Найти API-ключ, который оканчивается на ${tail}`,
  seeking: (done: number, all: number) => `Ищем API-ключи: ${number(done)} из ${ofAccounts(all)}`,
  seekFailed: (n: number) => `Не удалось загрузить API-ключи ${ofAccounts(n)}`,
  loadingAccounts: 'Загружаем сервисные аккаунты…',
  language: (name: string) => `Язык: ${name}`,
  scheme: (name: string) => `Тема: ${name}`,
} satisfies Messages['palette']
