import { UnavailableError, type Store, type TransactionalTables } from '../store.ts'
import { unitOfWork } from '../unit-of-work.ts'

import { Journal } from './journal.ts'
import { memoryData, put, type Change, type MemoryData } from './memory-data.ts'
import { memoryTables } from './memory-tables.ts'

export interface MemoryStoreOptions {
  /**
   * Told what each transaction changed before it is acknowledged, one at a time.
   * When it rejects, the transaction is undone and rejects with the same error.
   */
  readonly onCommit?: (changes: readonly Change[]) => Promise<void>
  /** What the store starts with, as `onCommit` told it. */
  readonly rows?: readonly Change[]
  /** Where it keeps them, for who wants to look past the port. */
  readonly data?: MemoryData
}

export interface MemoryStore extends Store {
  /** Takes over what another store committed, between two transactions and without telling `onCommit`. */
  apply(changes: readonly Change[]): Promise<void>
}

/** A store in memory: for browsers and fast tests. Everything, reads too, happens one after another. */
export const openMemoryStore = ({ onCommit, rows = [], data = memoryData() }: MemoryStoreOptions = {}): MemoryStore => {
  for (const change of rows) put(data, change)

  let closed = false
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) return Promise.reject(new UnavailableError('The store is closed'))
    const result = queue.then(work)
    queue = result.catch(() => undefined)
    return result
  }

  const atomically = <T>(work: (journal: Journal) => Promise<T> | T): Promise<T> =>
    inTurn(async () => {
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
      inTurn(async () => {
        for (const change of changes) put(data, change)
      }),
    // With the other tabs of a browser.
    isShared: true,
    connections: () => ({ busy: 0, idle: 0, waiting: 0 }),
    ping: () => inTurn(async () => undefined),
    close: async () => {
      closed = true
      await queue
    },
  }
}
