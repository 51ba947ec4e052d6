import { type Log, quietLog } from '../observe.ts'
import type { ApiKeyWithAccount, ServiceAccountRow, Usage } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/**
 * Who was in use, and when: `lastUsedAt` of keys, `lastAuthenticatedAt` of accounts. Noting it waits for nothing; it is
 * written a second later, and then at most once a minute for each. Each process counts for itself.
 */
export interface UsageTracker {
  /** A key opened something, and so its account authenticated. */
  key(key: ApiKeyWithAccount, now: Date): void
  account(account: Pick<ServiceAccountRow, 'id' | 'lastAuthenticatedAt'>, now: Date): void
  /** Writes what is not written yet, before the store is closed. What cannot be written is only logged. */
  flush(): Promise<void>
}

const minute = 60_000
const pause = 1000
const pauseAfterFailure = 10_000
const mostAtOnce = 1000

export const trackUsage = (
  store: Store,
  log: Log = quietLog,
  monotonic: () => number = () => performance.now(),
): UsageTracker => {
  const [keys, accounts] = [new Ledger(), new Ledger()]
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn: Promise<void> = Promise.resolve()

  const write = async (due: number): Promise<void> => {
    for (const usages of inParts(keys.due(due))) {
      await store.transaction((tx) => tx.apiKeys.recordUsage(usages))
      keys.written(usages, monotonic())
    }
    for (const usages of inParts(accounts.due(due))) {
      await store.transaction((tx) => tx.serviceAccounts.recordUsage(usages))
      accounts.written(usages, monotonic())
    }
  }
  const inTurn = (due: () => number): Promise<boolean> => {
    const done = turn
      .then(() => write(due()))
      .then(
        () => true,
        (err: unknown) => {
          log.error({ err }, 'last use not written')
          return false
        },
      )
    turn = done.then(() => undefined)
    return done
  }
  const tick = async (): Promise<void> => {
    const written = await inTurn(monotonic)
    timer = undefined
    keys.forget(monotonic())
    accounts.forget(monotonic())
    if (keys.isWaiting() || accounts.isWaiting()) schedule(written ? pause : pauseAfterFailure)
  }
  const schedule = (milliseconds: number): void => {
    timer ??= setTimeout(() => void tick(), milliseconds)
  }
  const note = (ledger: Ledger, id: string, kept: string | null, at: Date): void => {
    ledger.note(id, kept, at, monotonic())
    schedule(pause)
  }
  return {
    key({ id, lastUsedAt, serviceAccountId, lastAuthenticatedAt }, at) {
      note(keys, id, lastUsedAt, at)
      note(accounts, serviceAccountId, lastAuthenticatedAt, at)
    },
    account: ({ id, lastAuthenticatedAt }, at) => note(accounts, id, lastAuthenticatedAt, at),
    async flush() {
      clearTimeout(timer)
      timer = undefined
      await inTurn(() => Infinity)
    },
  }
}

const inParts = (usages: readonly Usage[]): readonly (readonly Usage[])[] =>
  Array.from({ length: Math.ceil(usages.length / mostAtOnce) }, (_, part) =>
    usages.slice(part * mostAtOnce, (part + 1) * mostAtOnce),
  )

interface Entry {
  seen: number
  /** The moment that the store has. */
  kept: number
  /** When it may be written again, on the monotonic clock. */
  due: number
}

/** What was seen of one kind, in milliseconds since 1970, and what of it the store has. `now` is monotonic. */
class Ledger {
  readonly #entries = new Map<string, Entry>()

  /** @param stored what the store had when it was last asked: another process, or an earlier one, may have written it */
  note(id: string, stored: string | null, at: Date, now: number): void {
    const seen = at.getTime()
    const entry = this.#entries.get(id)
    if (entry) entry.seen = Math.max(entry.seen, seen)
    else {
      const kept = stored === null ? -Infinity : Date.parse(stored)
      // What the store has may be of a clock that was set back since: it delays a write by a minute at most.
      this.#entries.set(id, { seen, kept, due: now + Math.min(minute, kept + minute - seen) })
    }
  }

  due(now: number): Usage[] {
    return [...this.#entries]
      .filter(([, { seen, kept, due }]) => seen > kept && due <= now)
      .map(([id, { seen }]) => ({ id, at: new Date(seen).toISOString() }))
  }

  written(usages: readonly Usage[], now: number): void {
    for (const { id, at } of usages) {
      const entry = this.#entries.get(id)
      if (entry) Object.assign(entry, { kept: Date.parse(at), due: now + minute })
    }
  }

  isWaiting(): boolean {
    return [...this.#entries.values()].some(({ seen, kept }) => seen > kept)
  }

  /** Forgets what is written and could be written again by now. */
  forget(now: number): void {
    for (const [id, { seen, kept, due }] of this.#entries) {
      if (seen <= kept && due <= now) this.#entries.delete(id)
    }
  }
}
