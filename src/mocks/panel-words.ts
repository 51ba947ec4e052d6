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
  title: 'Настройки деморежима',
  help: 'Настоящий сервис, запущенный в браузере. Ваши данные никуда не отправляются.',
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
  cut: 'Запрос не доходит',
  lost: 'Запрос выполнен, ответ потерян',
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
