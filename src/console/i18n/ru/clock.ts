import type { Messages } from '#console/i18n/en.ts'
import { count, days, minutes } from './counts.ts'

const length = (passed: number): string => {
  if (passed < 2 * 60) return minutes(passed)
  if (passed < 2 * 24 * 60)
    return count(Math.round(passed / 60), { one: 'час', few: 'часа', many: 'часов', other: 'часа' })
  return days(Math.round(passed / 60 / 24))
}

export const clock = {
  ahead: (n: number) => `Часы вашего компьютера спешат на ${length(n)}.`,
  behind: (n: number) => `Часы вашего компьютера отстают на ${length(n)}.`,
  help: 'Keyrack использует время сервера, поэтому сроки действия и время использования показаны верно. Проверьте настройки даты и времени на компьютере.',
  close: 'Закрыть',
} satisfies Messages['clock']
