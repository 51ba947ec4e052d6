import { type Log, quietLog } from '../observe.ts'
import type { ApiKeyWithAccount, ServiceAccountRow, Usage } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/**
 * Tracks `lastUsedAt` of keys and `lastAuthenticatedAt` of accounts. Recording never blocks: usages are buffered and
 * written a second later, at most once a minute per key or account. Each process has its own buffer.
 */
export interface UsageTracker {
  /** Records a successful check of a key, which also authenticates its account. */
  recordKey(key: ApiKeyWithAccount, now: Date): void
  recordAccount(account: Pick<ServiceAccountRow, 'id' | 'lastAuthenticatedAt'>, now: Date): void
  /** Writes what is still buffered. Call before closing the store. Failures are only logged. */
  flush(): Promise<void>
}

const minute = 60_000
const flushDelay = 1000
const retryDelay = 10_000
const batchSize = 1000

export const trackUsage = (
  store: Store,
  log: Log = quietLog,
  monotonic: () => number = () => performance.now(),
): UsageTracker => {
  const [keys, accounts] = [new UsageBuffer(), new UsageBuffer()]
  let timer: ReturnType<typeof setTimeout> | undefined
  let queue: Promise<void> = Promise.resolve()

  const write = async (due: number): Promise<void> => {
    for (const usages of inBatches(keys.due(due))) {
      await store.transaction((tx) => tx.apiKeys.recordUsage(usages))
      keys.markWritten(usages, monotonic())
    }
    for (const usages of inBatches(accounts.due(due))) {
      await store.transaction((tx) => tx.serviceAccounts.recordUsage(usages))
      accounts.markWritten(usages, monotonic())
    }
  }
  const enqueueWrite = (due: () => number): Promise<boolean> => {
    const succeeded = queue
      .then(() => write(due()))
      .then(
        () => true,
        (err: unknown) => {
          log.error({ err }, 'writing last-use times failed')
          return false
        },
      )
    queue = succeeded.then(() => undefined)
    return succeeded
  }
  const tick = async (): Promise<void> => {
    const succeeded = await enqueueWrite(monotonic)
    timer = undefined
    keys.evict(monotonic())
    accounts.evict(monotonic())
    if (keys.hasPending() || accounts.hasPending()) schedule(succeeded ? flushDelay : retryDelay)
  }
  const schedule = (milliseconds: number): void => {
    timer ??= setTimeout(() => void tick(), milliseconds)
  }
  const record = (buffer: UsageBuffer, id: string, stored: string | null, at: Date): void => {
    buffer.record(id, stored, at, monotonic())
    schedule(flushDelay)
  }
  return {
    recordKey({ id, lastUsedAt, serviceAccountId, lastAuthenticatedAt }, at) {
      record(keys, id, lastUsedAt, at)
      record(accounts, serviceAccountId, lastAuthenticatedAt, at)
    },
    recordAccount: ({ id, lastAuthenticatedAt }, at) => record(accounts, id, lastAuthenticatedAt, at),
    async flush() {
      clearTimeout(timer)
      timer = undefined
      await enqueueWrite(() => Infinity)
    },
  }
}

const inBatches = (usages: readonly Usage[]): readonly (readonly Usage[])[] =>
  Array.from({ length: Math.ceil(usages.length / batchSize) }, (_, batch) =>
    usages.slice(batch * batchSize, (batch + 1) * batchSize),
  )

interface Entry {
  lastUsed: number
  /** The last-use time in the store. */
  stored: number
  /** When it may be written next, on the monotonic clock. */
  due: number
}

/** Last-use times by id, in milliseconds since 1970, and which of them the store has. `now` is monotonic. */
class UsageBuffer {
  readonly #entries = new Map<string, Entry>()

  /** @param stored the store's value when it was last read. Another process, or an earlier one, may have written it. */
  record(id: string, stored: string | null, at: Date, now: number): void {
    const lastUsed = at.getTime()
    const entry = this.#entries.get(id)
    if (entry) entry.lastUsed = Math.max(entry.lastUsed, lastUsed)
    else {
      const storedAt = stored === null ? -Infinity : Date.parse(stored)
      // The stored value may be in the future if the clock was set back: wait a minute at most.
      const due = now + Math.min(minute, storedAt + minute - lastUsed)
      this.#entries.set(id, { lastUsed, stored: storedAt, due })
    }
  }

  due(now: number): Usage[] {
    return [...this.#entries]
      .filter(([, { lastUsed, stored, due }]) => lastUsed > stored && due <= now)
      .map(([id, { lastUsed }]) => ({ id, at: new Date(lastUsed).toISOString() }))
  }

  markWritten(usages: readonly Usage[], now: number): void {
    for (const { id, at } of usages) {
      const entry = this.#entries.get(id)
      if (entry) Object.assign(entry, { stored: Date.parse(at), due: now + minute })
    }
  }

  hasPending(): boolean {
    return [...this.#entries.values()].some(({ lastUsed, stored }) => lastUsed > stored)
  }

  /** Drops entries that are written and past the minute during which they limit writes. */
  evict(now: number): void {
    for (const [id, { lastUsed, stored, due }] of this.#entries) {
      if (lastUsed <= stored && due <= now) this.#entries.delete(id)
    }
  }
}
