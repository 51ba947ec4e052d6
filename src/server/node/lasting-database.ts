import type { PGliteLike } from '../store/sql/pglite-pool.ts'

/** An error of the database itself says how bad it is; whatever else gets out of PGlite came from below it. */
const isOver = (error: unknown): boolean =>
  !(error instanceof Error && 'severity' in error && error.severity === 'ERROR')

/**
 * PGlite that is opened anew once it has broken down, as PostgreSQL's own processes are after a panic: the disk was
 * full, or could not be written. Asked anything more, the broken one would hang the process.
 */
export const lastingDatabase = (first: PGliteLike, open: () => Promise<PGliteLike>): PGliteLike => {
  let current: Promise<PGliteLike> | undefined = Promise.resolve(first)
  let closed = false
  const lost = (error: unknown) => {
    current = undefined
    // A connection that is lost, in the words of the store.
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
        throw isOver(error) ? lost(error) : error
      }
    },
    close: async () => {
      closed = true
      // What has broken down is left as a killed process leaves it.
      const pglite = await current?.catch(() => undefined)
      await pglite?.close()
    },
  }
}
