import type { bulk as english } from '../en/bulk.ts'
import { count, number } from './counts.ts'

const ofLength = (minutes: number): string =>
  minutes < 2 * 60
    ? count(minutes, { one: 'минуты', few: 'минут', many: 'минут', other: 'минуты' })
    : count(Math.round(minutes / 60), { one: 'часа', few: 'часов', many: 'часов', other: 'часа' })

export const bulk = {
  confirm: (n: number) => `Введите ${n} для подтверждения`,
  mismatch: (n: number) => `Введите количество: ${n}.`,
  summary: (done: number, all: number, failed: number) =>
    `Готово: ${number(done)} из ${number(all)}${failed > 0 ? `, с ошибкой: ${number(failed)}` : ''}`,
  timeLeft: (minutes: number) =>
    `Осталось ${minutes > 1 ? `около ${ofLength(minutes)}` : 'меньше минуты'}. Не закрывайте страницу.`,
  hidden: 'скрыт в списке',
  waiting: 'В очереди',
  failed: 'Ошибка',
  gone: 'Уже удалён',
  stop: 'Остановить',
  stopping: 'Останавливаем…',
  retryFailed: (n: number) => `Повторить неудачные (${number(n)})`,
  goOn: (n: number) => `Продолжить с остальными (${number(n)})`,
} satisfies typeof english
