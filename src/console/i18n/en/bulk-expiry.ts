import { keys, number } from './counts.ts'

/** Setting and removing the expiry of many API keys. */
export const bulkExpiry = {
  action: 'Set expiry',
  remove: 'Remove expiry',
  title: (n: number) => `Set the expiry of ${keys(n)}`,
  help: 'A key stops working when it expires, and works again if you set a later expiry.',
  change: (before: string, after: string) => `expires: ${before} → ${after}`,
  never: 'never',
  notChosen: '…',
  revived: 'It has expired, and will work again.',
  earlier: 'It would expire earlier than now.',
  earlierInUse: (ago: string) => `It would expire earlier than now, and was used ${ago}.`,
  earlierUnknown: 'It would expire earlier than now, and its last use is unknown. It may be in use.',
  someEarlier: (n: number, all: number) =>
    n === all
      ? 'All of them would expire earlier than now. Anything using them then stops working.'
      : `${number(n)} of them would expire earlier than now. Anything using ${n === 1 ? 'it' : 'them'} then stops working.`,
  someInUse: (n: number) =>
    `${number(n)} of these ${n === 1 ? 'was' : 'were'} used in the last 7 days, or may have been.`,
  done: 'Saved',
}
