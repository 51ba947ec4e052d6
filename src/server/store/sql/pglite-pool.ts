import type { SqlPool, SqlResult, SqlStatement } from './sql-pool.ts'

/** The subset of PGlite that the pool uses. */
export interface PGliteLike {
  query(text: string, parameters: unknown[]): Promise<SqlResult>
  close(): Promise<void>
}

/** A pool of one: PGlite has a single connection, so callers queue for it and transactions never interleave. */
export const pglitePool = (pglite: PGliteLike): SqlPool => {
  let queue: Promise<void> = Promise.resolve()
  /** The current holder and the waiting callers. */
  let callers = 0
  const connect = async () => {
    const previous = queue
    let release = () => {}
    queue = new Promise((resolve) => {
      release = resolve
    })
    callers += 1
    await previous
    return {
      query: ({ text, values }: SqlStatement) => pglite.query(text, values),
      release: () => {
        callers -= 1
        release()
      },
    }
  }
  return {
    connect,
    totalCount: 1,
    get idleCount() {
      return callers === 0 ? 1 : 0
    },
    get waitingCount() {
      return Math.max(0, callers - 1)
    },
    end: async () => {
      await queue
      await pglite.close()
    },
  }
}
