import type { Messages } from '#console/i18n/en.ts'
import { dates } from '#console/i18n/format.ts'
import { count, keys, number, ofAccounts } from './counts.ts'

const { range, month } = dates('ru')

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
  stop: 'Остановить',
  stopped: 'Загрузка остановлена',
  resume: 'Продолжить загрузку',
  failed: (n: number) => `Не удалось загрузить ключи ${ofAccounts(n)}`,
  foldersFailed: 'Не удалось загрузить сервисные аккаунты некоторых каталогов',
  failedNames: (names: string, more: number) => (more > 0 ? `${names} и ещё ${number(more)}` : names),
  findings: 'Замечания',
  noFindings: 'Замечаний нет',
  more: (n: number) => `+${number(n)}`,
  filterBy: 'Показать только',
  card: (label: string, n: number) => `${label}: ${keys(n)}`,
  finding: {
    suspended: 'Аккаунт заблокирован',
    defaultScopes: 'Области по умолчанию',
    sameScopes: 'Одинаковые области',
  },
  reason: {
    suspended: 'Сервисный аккаунт заблокирован, поэтому ключ не работает.',
    expired: (ago: string) => `Истёк ${ago} и больше не работает.`,
    soon: (whenItEnds: string) => `Перестанет работать ${whenItEnds}. Замените его до этого.`,
    unused: (ago: string) => `Последнее использование: ${ago}. Если ключ никому не нужен, удалите его.`,
    neverUsed: (ago: string) => `Создан ${ago} и ни разу не использовался. Если ключ никому не нужен, удалите его.`,
    defaultScopes:
      'У ключа десять областей, которые он получает, если их не выбрать. Оставьте только те, что ему нужны.',
    neverExpires: 'Тот, кто найдёт этот ключ, сможет пользоваться им сколько угодно.',
    sameScopes: (n: number) =>
      `Те же области есть ещё у ${count(n, { one: 'действующего ключа', few: 'действующих ключей', many: 'действующих ключей', other: 'действующего ключа' })} этого сервисного аккаунта. Удалите ненужные.`,
  },
  noRole:
    'В этом каталоге и облаке не найдено ролей, с которыми сервисный аккаунт может пользоваться сервисами, поэтому области этого ключа могут ничего не давать. Роли через группы, на отдельные ресурсы и в других каталогах здесь не видны.',
  fix: {
    account: 'Открыть сервисный аккаунт',
    expiry: 'Задать срок действия',
    scopes: 'Изменить области',
  },
  expireSoon: (n: number) => `В течение 14\u00a0дней истекает срок: ${keys(n)}`,
  expireToday: (n: number) => `В течение суток истекает срок: ${keys(n)}`,
  charts: 'Диаграммы',
  expiries: 'Окончание срока по неделям',
  noExpiries: 'В ближайший год срок не истекает ни у одного API-ключа.',
  lastUse: 'Последнее использование',
  period: {
    today: 'Сегодня',
    week: '1–7 дней назад',
    month: '8–30 дней назад',
    quarter: '31–90 дней назад',
    longer: 'Более 90 дней назад',
    never: 'Никогда',
  },
  week: range,
  month,
  highest: (n: number) => `Максимум: ${number(n)}`,
  asTable: 'Показать таблицей',
  weekHeader: 'Неделя',
  periodHeader: 'Использован',
  keysHeader: 'API-ключи',
} satisfies Messages['inventory']
