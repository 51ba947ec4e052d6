import type { TransactionalTables } from '../store/store.ts'
import { retentionMilliseconds, secretRetentionMilliseconds } from './exactly-once.ts'

const intervalMilliseconds = 60_000

interface Clocks {
  readonly now: () => Date
  readonly monotonic: () => number
}

/**
 * Deletes stored responses that are too old, and IAM tokens and sessions that are over, at most once a minute. Every
 * write and every new session or token calls it, so no background job is needed.
 */
export const sweeper = (store: TransactionalTables, { now, monotonic }: Clocks): (() => Promise<void>) => {
  let lastSweptAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (monotonic() - lastSweptAt < intervalMilliseconds) return
    lastSweptAt = monotonic()
    const time = now().getTime()
    const ago = (milliseconds: number) => new Date(time - milliseconds).toISOString()
    await store.transaction(async (tx) => {
      await tx.idempotency.sweep(ago(retentionMilliseconds), ago(secretRetentionMilliseconds))
      await tx.iamTokens.sweep(ago(0))
      await tx.sessions.sweep(ago(0))
    })
  }
}
