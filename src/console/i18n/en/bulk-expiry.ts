import { keys, number } from './counts.ts'

/** Setting and removing the expiry of many API keys. */
export const bulkExpiry = {
  action: 'Set expiry',
  remove: 'Remove expiry',
  title: (n: number) => `Set the expiry of ${keys(n)}`,
  help: 'A key stops working when it expires, and works again if you set a later expiry.',
  change: (before: string, after: string) => `expires:\u00a0${before} → ${after}`,
  never: 'never',
  notChosen: '…',
  revived: 'It has expired, and will work again.',
  earlier: 'Expires earlier than before.',
  earlierInUse: (ago: string) => `Expires earlier than before. Used ${ago}.`,
  earlierUnknown: 'Expires earlier than before. Last use unknown. It may be in use.',
  someEarlier: (n: number, all: number) =>
    n === all
      ? 'All of them will expire earlier than before. Anything using them then stops working.'
      : `${number(n)} of them will expire earlier than before. Anything using ${n === 1 ? 'it' : 'them'} then stops working.`,
  someInUse: (n: number) =>
    `${number(n)} of these ${n === 1 ? 'was' : 'were'} used in the last 7 days, or may have been.`,
  done: 'Saved',
}
