import { duration, number } from './counts.ts'

/** Bulk actions. */
export const bulk = {
  confirm: (n: number) => `Type ${n} to confirm`,
  mismatch: (n: number) => `Type the number of items, ${n}.`,
  summary: (done: number, all: number, failed: number) =>
    `${number(done)} of ${number(all)} done${failed > 0 ? `, ${number(failed)} failed` : ''}`,
  /** @param minutes rounded up */
  timeLeft: (minutes: number) =>
    `${minutes > 1 ? `About ${duration(minutes)}` : 'Less than a minute'} left. Keep this page open.`,
  hidden: 'hidden in the list',
  waiting: 'Waiting',
  failed: 'Failed',
  gone: 'Already deleted',
  stop: 'Stop',
  stopping: 'Stopping…',
  retryFailed: (n: number) => `Retry failed (${number(n)})`,
  goOn: (n: number) => `Continue with the rest (${number(n)})`,
}
