import type { bulkExpiry as english } from '../en/bulk-expiry.ts'
import { count, number, ofKeys } from './counts.ts'

export const bulkExpiry = {
  action: 'Задать срок действия',
  remove: 'Убрать срок действия',
  title: (n: number) => `Задать срок действия ${ofKeys(n)}`,
  help: 'Когда срок истечёт, ключ перестанет работать. Если задать более поздний срок, он снова заработает.',
  change: (before: string, after: string) => `срок:\u00a0${before} → ${after}`,
  never: 'бессрочно',
  notChosen: '…',
  revived: 'Срок действия истёк. Ключ снова заработает.',
  earlier: 'Срок сократится.',
  earlierInUse: (ago: string) => `Срок сократится. Ключ использовался ${ago}.`,
  earlierUnknown: 'Срок сократится. Неизвестно, когда ключ использовался. Возможно, он нужен.',
  someEarlier: (n: number, all: number) =>
    n === all
      ? 'Срок действия всех этих ключей сократится. Когда он истечёт, программы с ними перестанут работать.'
      : `Срок действия ${count(n, {
          one: `ключа из ${number(all)}`,
          few: `ключей из ${number(all)}`,
          many: `ключей из ${number(all)}`,
          other: `ключа из ${number(all)}`,
        })} сократится. Когда он истечёт, программы с ${n === 1 ? 'ним' : 'ними'} перестанут работать.`,
  someInUse: (n: number) => `Из них за последние 7\u00a0дней использовались или могли использоваться: ${number(n)}.`,
  done: 'Сохранён',
} satisfies typeof english
