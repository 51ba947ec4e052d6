import type { SqlPool, SqlResult } from './sql-pool.ts'

/** The part of PGlite that is used here. */
export interface PGliteLike {
  query(text: string, parameters: unknown[]): Promise<SqlResult>
  close(): Promise<void>
}

/** PGlite is one connection: whoever holds it keeps it until it is released, so transactions never mix. */
export const pglitePool = (pglite: PGliteLike): SqlPool => {
  let turn: Promise<void> = Promise.resolve()
  const connect = async () => {
    const before = turn
    let release = () => {}
    turn = new Promise((resolve) => {
      release = resolve
    })
    await before
    return {
      query: (text: string, parameters: unknown[]) => pglite.query(text, parameters),
      release: () => release(),
    }
  }
  return {
    connect,
    end: async () => {
      await turn
      await pglite.close()
    },
  }
}
