import type { SqlPool, SqlResult, SqlStatement } from './sql-pool.ts'

/** The part of PGlite that is used here. */
export interface PGliteLike {
  query(text: string, parameters: unknown[]): Promise<SqlResult>
  close(): Promise<void>
}

/** PGlite is one connection: whoever holds it keeps it until it is released, so transactions never mix. */
export const pglitePool = (pglite: PGliteLike): SqlPool => {
  let turn: Promise<void> = Promise.resolve()
  /** Who has it, and who waits. */
  let takers = 0
  const connect = async () => {
    const before = turn
    let release = () => {}
    turn = new Promise((resolve) => {
      release = resolve
    })
    takers += 1
    await before
    return {
      query: ({ text, values }: SqlStatement) => pglite.query(text, values),
      release: () => {
        takers -= 1
        release()
      },
    }
  }
  return {
    connect,
    totalCount: 1,
    get idleCount() {
      return takers === 0 ? 1 : 0
    },
    get waitingCount() {
      return Math.max(0, takers - 1)
    },
    end: async () => {
      await turn
      await pglite.close()
    },
  }
}
