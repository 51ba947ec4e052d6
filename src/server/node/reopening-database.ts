import type { PGliteLike } from '../store/sql/pglite-pool.ts'

/** True unless the database itself reported a failed statement. Everything else is a crash of PGlite or its runtime. */
const isFatal = (error: unknown): boolean =>
  !(error instanceof Error && 'severity' in error && error.severity === 'ERROR')

/**
 * Reopens PGlite after a crash, for example on a full disk, as PostgreSQL restarts its processes after a panic. Another
 * query to the crashed instance would hang the process.
 */
export const reopeningDatabase = (first: PGliteLike, open: () => Promise<PGliteLike>): PGliteLike => {
  let current: Promise<PGliteLike> | undefined = Promise.resolve(first)
  let closed = false
  const lost = (error: unknown) => {
    current = undefined
    // `sql-errors.ts` recognises this message as a lost connection.
    const reason = error instanceof Error ? error.message : String(error)
    return new Error(`PGlite is closed, and will be opened again: ${reason}`, { cause: error })
  }
  return {
    query: async (text, parameters) => {
      if (closed) throw new Error('PGlite is closed')
      try {
        const pglite = await (current ??= open())
        return await pglite.query(text, parameters)
      } catch (error) {
        throw isFatal(error) ? lost(error) : error
      }
    },
    close: async () => {
      closed = true
      // A crashed instance cannot be closed. Its files are in the state a killed process leaves.
      const pglite = await current?.catch(() => undefined)
      await pglite?.close()
    },
  }
}
