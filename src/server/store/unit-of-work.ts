import type { Tables, TransactionalTables } from './store.ts'

/** Runs one call, unless an earlier one failed or the transaction has ended. */
type Run = <T>(call: () => Promise<T>) => Promise<T>

/**
 * Runs `work` within an open transaction, as `TransactionalTables.transaction` specifies. The caller commits if it
 * resolves and rolls back if it rejects.
 */
export const unitOfWork = async <T>(
  tablesOver: (run: Run) => Tables,
  work: (tx: TransactionalTables) => Promise<T>,
): Promise<T> => {
  let failure: { readonly error: unknown } | undefined
  const check = () => {
    if (failure) throw failure.error
  }
  const run: Run = async (call) => {
    check()
    try {
      return await call()
    } catch (error) {
      failure ??= { error }
      throw error
    }
  }
  const tx: TransactionalTables = {
    ...tablesOver(run),
    transaction: (inner) => run(() => inner(tx)),
  }
  const result = await work(tx)
  check()
  failure = { error: new Error('The transaction has ended') }
  return result
}
