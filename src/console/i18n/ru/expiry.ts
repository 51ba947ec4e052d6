import type { Messages } from '#console/i18n/en.ts'
import { days } from './counts.ts'

export const expiry = {
  keep: (moment: string) => `Оставить ${moment}`,
  days,
  year: '1 год',
  custom: 'Другие дата и время',
  customField: 'Дата и время',
  never: 'Бессрочно',
  past: 'Выберите время в будущем.',
  tooFar: 'Выберите дату раньше 2106 года.',
  invalidDate: 'Введите дату и время.',
} satisfies Messages['expiry']
