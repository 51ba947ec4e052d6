import { UnavailableError, type Store, type TransactionalTables } from '../store.ts'
import { unitOfWork } from '../unit-of-work.ts'

import { Journal } from './journal.ts'
import { memoryData, put, type Change, type MemoryData } from './memory-data.ts'
import { memoryTables } from './memory-tables.ts'

export interface MemoryStoreOptions {
  /**
   * Awaited with the changes of each transaction before it commits, one at a time.
   * If it rejects, the transaction is rolled back and rejects with the same error.
   */
  readonly onCommit?: (changes: readonly Change[]) => Promise<void>
  /** The initial rows, as `onCommit` received them. */
  readonly rows?: readonly Change[]
  /** The underlying data, for tests that inspect it. */
  readonly data?: MemoryData
}

export interface MemoryStore extends Store {
  /** Applies the changes that another store committed, between transactions and without calling `onCommit`. */
  apply(changes: readonly Change[]): Promise<void>
}

/** An in-memory store for browsers and fast tests. All calls, including reads, run one after another. */
export const openMemoryStore = ({ onCommit, rows = [], data = memoryData() }: MemoryStoreOptions = {}): MemoryStore => {
  for (const change of rows) put(data, change)

  let closed = false
  let queue: Promise<unknown> = Promise.resolve()
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) return Promise.reject(new UnavailableError('The store is closed'))
    const result = queue.then(work)
    queue = result.catch(() => undefined)
    return result
  }

  const atomically = <T>(work: (journal: Journal) => Promise<T> | T): Promise<T> =>
    enqueue(async () => {
      const journal = new Journal(data)
      try {
        const result = await work(journal)
        const changes = journal.changes()
        if (changes.length > 0) await onCommit?.(changes)
        return result
      } catch (error) {
        journal.undo()
        throw error
      }
    })

  const transaction = <T>(work: (tx: TransactionalTables) => Promise<T>): Promise<T> =>
    atomically((journal) =>
      unitOfWork((run) => memoryTables(data, (call) => run(async () => call(journal.write))), work),
    )

  return {
    ...memoryTables(data, (call) => atomically((journal) => call(journal.write))),
    transaction,
    apply: (changes) =>
      enqueue(async () => {
        for (const change of changes) put(data, change)
      }),
    // By the other tabs of the browser.
    isShared: true,
    connections: () => ({ busy: 0, idle: 0, waiting: 0 }),
    ping: () => enqueue(async () => undefined),
    close: async () => {
      closed = true
      await queue
    },
  }
}
