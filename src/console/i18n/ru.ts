import type { Messages } from './en.ts'
import { access } from './ru/access.ts'
import { apiKeys } from './ru/api-keys.ts'
import { clock } from './ru/clock.ts'
import { code } from './ru/code.ts'
import { expiry } from './ru/expiry.ts'
import { bulk } from './ru/bulk.ts'
import { characters, days, minutes } from './ru/counts.ts'
import { inventory } from './ru/inventory.ts'
import { list } from './ru/list.ts'
import { palette } from './ru/palette.ts'
import { operations } from './ru/operations.ts'
import { roles } from './ru/roles.ts'
import { scopeAccess, scopes } from './ru/scopes.ts'
import { serviceAccounts } from './ru/service-accounts.ts'

/** Every text of the console in Russian. */
export const ru = {
  serviceAccounts,
  access,
  apiKeys,
  clock,
  code,
  expiry,
  inventory,
  palette,
  operations,
  roles,
  scopeAccess,
  scopes,
  list,
  bulk,
  app: {
    name: 'Keyrack',
    section: 'Identity and Access Management',
    skip: 'Перейти к содержимому',
    navigation: 'Основная навигация',
    openNavigation: 'Открыть навигацию',
    title: (page: string) => `${page} · Keyrack`,
  },
  action: {
    create: 'Создать',
    creating: 'Создаём…',
    edit: 'Редактировать',
    save: 'Сохранить',
    saving: 'Сохраняем…',
    cancel: 'Отмена',
    delete: 'Удалить',
    done: 'Готово',
    retry: 'Повторить',
    reload: 'Обновить страницу',
    refresh: 'Обновить',
    clearSearch: 'Очистить поиск',
    openList: 'Открыть список',
    closeList: 'Закрыть список',
    loading: 'Загружаем…',
    copied: 'Скопировано',
    notCopied: 'Браузер запретил копирование',
    signIn: 'Войти',
    signOut: 'Выйти',
    signOutEverywhere: 'Выйти на всех устройствах',
  },
  language: 'Язык',
  scheme: { label: 'Тема', system: 'Системная', light: 'Светлая', dark: 'Тёмная' },
  session: {
    menu: (name: string) => `Вы вошли как ${name}`,
    until: (time: string) => `Сеанс действует до ${time}`,
    administrator: 'Администратор',
    title: 'Вход в Keyrack',
    token: 'Токен администратора',
    tokenHelp: 'Если токен не задан в переменной KEYRACK_ADMIN_TOKEN, сервер вывел его при первом запуске.',
    tokenRequired: 'Введите токен администратора.',
    wrongToken: 'Неверный токен. Проверьте, что скопировали его целиком.',
    linkOver: 'Ссылка для входа устарела или уже использована. Войдите с помощью токена администратора.',
    signingIn: 'Входим…',
    addressNotSecure:
      'Браузер не сохранил cookie сеанса, потому что адрес небезопасен. Откройте консоль по HTTPS или на localhost.',
    cookiesBlocked:
      'Браузер не сохранил cookie сеанса. Разрешите cookie для этого сайта в настройках конфиденциальности браузера и войдите снова.',
    again: 'Сеанс завершён',
    againHelp: 'Войдите снова, чтобы продолжить. Всё, что вы ввели, сохранится.',
    other: (name: string) => `Теперь вы вошли как ${name}`,
    otherHelp: (former: string) =>
      `На странице ещё показаны данные, доступные пользователю ${former}. Всё, что вы завершите здесь, выполнится от имени нового пользователя. Затем страница обновится.`,
    notNow: 'Не сейчас',
    renew: 'Войти снова',
    endsIn: (n: number) => `Сеанс завершится через ${minutes(n)}`,
    endsHelp: 'Войдите снова, чтобы продолжить без перерыва. Всё на этой странице останется открытым.',
    endedHelp: 'Войдите снова, чтобы продолжить. Всё на этой странице останется открытым.',
    signedOutElsewhere: 'Вы вышли в другой вкладке',
    signedOutElsewhereHelp:
      'Завершите или скопируйте то, что здесь открыто. Когда вы это закроете, нужно будет войти снова.',
    cloud: {
      title: (cloud: string) => `Вход в ${cloud}`,
      menu: (cloud: string) => `Вы вошли в ${cloud}`,
      token: 'IAM-токен',
      intro: (cloud: string) =>
        `Keyrack показывает то, что доступно вашему аккаунту в ${cloud}. Создайте IAM-токен этой командой и вставьте его ниже:`,
      copyCommand: 'Скопировать команду',
      commandCopied: 'Команда скопирована',
      json: 'С флагом --format json вставьте вывод целиком: тогда Keyrack знает срок действия токена и вовремя о нём напомнит.',
      tokenHelp:
        'Хранится в зашифрованном виде в cookie этого браузера до конца срока действия, не дольше 12 часов, и не возвращается на страницу.',
      tokenRequired: 'Вставьте IAM-токен.',
      wrongToken: 'Облако не приняло этот токен. Возможно, он истёк или скопирован не целиком. Создайте новый.',
      againHelp: 'Войдите снова с новым токеном, чтобы продолжить. Всё, что вы ввели, сохранится.',
    },
  },
  folder: {
    switch: 'Сменить каталог',
    current: (cloud: string, folder: string) => `Каталог ${folder} облака ${cloud}`,
    search: 'Поиск по имени или идентификатору',
    none: 'Подходящих каталогов нет.',
    goneMeanwhile: 'Этот каталог удалён. Показаны последние загруженные данные.',
    loadFailed: 'Не удалось загрузить каталоги',
    noneAtAll: 'Нет доступных каталогов',
    noneAtAllHelp:
      'У вас нет доступа ни к одному каталогу. Попросите администратора облака назначить вам роль iam.auditor.',
  },
  status: {
    active: 'Активен',
    suspended: 'Заблокирован',
    creating: 'Создаётся',
    deleting: 'Удаляется',
    unknown: 'Неизвестно',
    expired: 'Истёк',
    expiresSoon: (n: number) => (n === 0 ? 'Истекает в течение суток' : `Истекает через ${days(n)}`),
    neverUsed: 'Не использовался',
    unusedFor: (n: number) => `Не используется ${days(n)}`,
    neverExpires: 'Бессрочно',
  },
  field: {
    required: 'Заполните это поле.',
    description: 'Описание',
    tooLong: (max: number, now: number) => `Максимум\u00a0— ${characters(max)}, сейчас ${now}.`,
    unstorable: 'В тексте есть символ, который нельзя сохранить. Удалите его.',
    invalid: 'Недопустимое значение.',
    entries: (max: number, now: number) => `Максимум\u00a0— ${max}, сейчас ${now}.`,
    unique: 'Удалите повторы.',
    timestamp: 'Введите дату с 1970 по 2105 год.',
    looksLikeSecret: 'Похоже на секрет. Этот текст видят другие пользователи. Храните секрет в другом месте.',
    counter: (now: number, max: number) => `${now}/${max}`,
    discardTitle: 'Закрыть без сохранения?',
    discard: 'Закрыть',
    keepEditing: 'Вернуться к форме',
  },
  error: {
    requestId: 'Идентификатор запроса',
    copyRequestId: 'Скопировать идентификатор запроса',
    network: 'Нет связи с сервером',
    networkHelp: 'Проверьте подключение к сети и повторите попытку.',
    timeout: 'Сервер не ответил вовремя',
    timeoutHelp: 'Повторите попытку. Возможно, сервер перегружен или сеть работает медленно.',
    maybeDoneHelp:
      'Возможно, изменение всё же выполнено. Закройте диалог и проверьте список, прежде чем повторять попытку.',
    malformed: 'Непредвиденный ответ сервера',
    malformedHelp:
      'Возможно, дело в прокси-сервере между консолью и сервисом. Повторите попытку или обратитесь к администратору.',
    invalid: 'Сервис не принял значения',
    notFound: 'Не найдено',
    notFoundHelp: 'Возможно, ресурс удалён или ссылка неверна.',
    exists: 'Уже существует',
    forbidden: 'Недостаточно прав',
    forbiddenByPolicy: 'Это запрещает политика авторизации',
    forbiddenByPolicyHelp: (policy: string) =>
      `На каталог или облако назначена политика авторизации ${policy}. Попросите администратора отозвать её.`,
    forbiddenHelp: (role: string) => `Попросите администратора назначить вам роль ${role}.`,
    quota: (name: string, usage: string, limit: string) => `Квота ${name} исчерпана: ${usage} из ${limit}.`,
    quotaHelp: 'Удалите ненужное или запросите увеличение квоты.',
    tooMany: 'Слишком много запросов',
    tooManyHelp: 'Немного подождите и повторите попытку.',
    conflict: 'Одновременно выполнялось другое изменение',
    conflictHelp: 'Повторите попытку.',
    unavailable: 'Сервис сейчас недоступен',
    unavailableHelp: 'Возможно, сервис запускается или потерял связь с базой данных. Повторите попытку чуть позже.',
    internal: 'Внутренняя ошибка сервиса',
    internalHelp: 'Повторите попытку. Если ошибка повторится, сообщите администратору идентификатор запроса.',
    unauthenticated: 'Сеанс завершён',
    unauthenticatedHelp: 'Войдите снова.',
    unknown: 'Непредвиденная ошибка',
    unknownHelp: 'Повторите попытку. Если ошибка повторится, сообщите администратору, что вы делали.',
    pageBroken: 'Не удалось показать эту страницу',
    unfinished:
      'Работа на этой странице прервалась. Если вы создавали API-ключ, возможно, он создан, а секрет потерян. Обновите страницу, найдите ключ на странице аккаунта и удалите его, если секрета ни у кого нет.',
    partMissing: 'Не удалось загрузить часть консоли',
    partMissingHelp: 'Возможно, прервалась связь или установлена новая версия консоли. Обновите страницу.',
    pageNotFound: 'Страница не найдена',
    pageNotFoundHelp: 'Возможно, адрес неверен или ресурс удалён.',
    toServiceAccounts: 'Перейти к сервисным аккаунтам',
  },
} satisfies Messages
