import type { Messages } from '#console/i18n/en.ts'
import { number } from './counts.ts'

export const bulk = {
  confirm: (n: number) => `Введите ${n} для подтверждения`,
  mismatch: (n: number) => `Введите количество: ${n}.`,
  summary: (done: number, all: number, failed: number) =>
    `Готово: ${number(done)} из ${number(all)}${failed > 0 ? `, с ошибкой: ${number(failed)}` : ''}`,
  hidden: 'скрыт в списке',
  waiting: 'В очереди',
  failed: 'Ошибка',
  gone: 'Уже удалён',
  stop: 'Остановить',
  stopping: 'Останавливаем…',
  retryFailed: (n: number) => `Повторить неудачные (${number(n)})`,
  goOn: (n: number) => `Продолжить с остальными (${number(n)})`,
} satisfies Messages['bulk']
