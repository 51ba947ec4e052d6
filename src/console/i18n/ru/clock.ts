import type { Messages } from '#console/i18n/en.ts'
import { count, days } from './counts.ts'

const length = (minutes: number): string => {
  if (minutes < 2 * 60) return count(minutes, { one: 'минуту', few: 'минуты', many: 'минут', other: 'минуты' })
  if (minutes < 2 * 24 * 60)
    return count(Math.round(minutes / 60), { one: 'час', few: 'часа', many: 'часов', other: 'часа' })
  return days(Math.round(minutes / 60 / 24))
}

export const clock = {
  ahead: (minutes: number) => `Часы вашего компьютера спешат на ${length(minutes)}.`,
  behind: (minutes: number) => `Часы вашего компьютера отстают на ${length(minutes)}.`,
  help: 'Keyrack использует время сервера, поэтому сроки действия и время использования показаны верно. Проверьте настройки даты и времени на компьютере.',
  close: 'Закрыть',
} satisfies Messages['clock']
