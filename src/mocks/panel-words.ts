import { useSyncExternalStore } from 'react'

const en = {
  badge: 'Mock data',
  title: 'Mock settings',
  help: 'The real service, running in this browser. Your data never leaves it.',
  token: 'Administrator token',
  actor: 'View as',
  actorFailed: 'Could not switch. Reset the data or remove the faults.',
  latency: 'Latency',
  none: 'None',
  milliseconds: (n: number) => `${n} ms`,
  faults: 'Faults',
  endpoint: 'Endpoint',
  all: 'All endpoints',
  effect: 'What goes wrong',
  once: 'Once only',
  add: 'Add fault',
  remove: (what: string) => `Remove fault ${what}`,
  times: (n: number) => `${n}×`,
  reset: 'Reset data',
  cut: 'Request never arrives',
  lost: 'Request done, response lost',
  malformed: 'Response is not JSON',
  hang: 'No response',
}

export type PanelWords = typeof en

const ru: PanelWords = {
  badge: 'Демоданные',
  title: 'Деморежим',
  help: 'Все данные хранятся в этом браузере. Сервис настоящий, но работает в памяти.',
  token: 'Токен администратора',
  actor: 'Смотреть от имени',
  actorFailed: 'Не удалось переключиться. Сбросьте данные или уберите сбои.',
  latency: 'Задержка',
  none: 'Нет',
  milliseconds: (n) => `${n} мс`,
  faults: 'Сбои',
  endpoint: 'Метод',
  all: 'Все методы',
  effect: 'Что сломается',
  once: 'Только один раз',
  add: 'Добавить сбой',
  remove: (what) => `Убрать сбой ${what}`,
  times: (n) => `${n}×`,
  reset: 'Сбросить данные',
  cut: 'Обрыв связи до сервиса',
  lost: 'Выполнено, но ответ потерян',
  malformed: 'Ответ не в формате JSON',
  hang: 'Нет ответа',
}

const words = new Map([
  ['en', en],
  ['ru', ru],
])

const language = () => document.documentElement.lang
const onLanguage = (changed: () => void) => {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['lang'] })
  return () => observer.disconnect()
}

/** The mock's own texts, in the page's language. Separate from the console's, whose build must not contain them. */
export const usePanelWords = (): PanelWords => words.get(useSyncExternalStore(onLanguage, language)) ?? en
