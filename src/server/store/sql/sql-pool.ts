import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'

import { UnavailableError } from '../store.ts'

import { connectionError, isConnectionLost, statementError } from './sql-errors.ts'

/** The subset of node-postgres' `Pool` that drivers must provide. */
export interface SqlPool {
  connect(): Promise<SqlClient>
  end(): Promise<void>
  /** Open connections, idle ones, and pending calls of `connect`. */
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

export interface SqlClient {
  query(statement: SqlStatement): Promise<SqlResult>
  /** @param broken true if the connection must not be reused */
  release(broken?: boolean): void
}

export interface SqlStatement {
  readonly text: string
  readonly values: unknown[]
}

export interface SqlResult {
  readonly command?: string | undefined
  readonly rowCount?: number | null | undefined
  readonly rows: unknown[]
}

/**
 * Adapts a driver's pool to Kysely and converts its errors. After a failed statement, a transaction accepts only a
 * rollback: PostgreSQL would answer a commit with success although it rolls back.
 */
export const guardPool = (pool: Pick<SqlPool, 'connect' | 'end'>): PostgresPool => {
  let ended: Promise<void> | undefined
  return {
    connect: async () => {
      if (ended) throw new UnavailableError('The store is closed')
      try {
        return guardClient(await pool.connect())
      } catch (error) {
        throw connectionError(error)
      }
    },
    end: () => (ended ??= pool.end()),
  }
}

const guardClient = (client: SqlClient): PostgresPoolClient => {
  let inTransaction = false
  let failure: { readonly error: unknown } | undefined
  let broken = false
  let lost = false

  const query = async (text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<unknown>> => {
    if (text === 'begin' || text.startsWith('start transaction')) inTransaction = true
    // Skip the rollback on a lost connection: the transaction is gone, and the rollback would hang as well.
    if (text === 'rollback' && lost) return { command: 'SELECT', rowCount: 0, rows: [] }
    if (failure && text !== 'rollback') throw failure.error
    try {
      const { command, rowCount, rows } = await client.query({ text, values: [...parameters] })
      if (text === 'commit' || text === 'rollback') {
        inTransaction = false
        failure = undefined
      }
      return {
        command: command as PostgresQueryResult<unknown>['command'],
        rowCount: rowCount ?? 0,
        rows,
      }
    } catch (thrown) {
      const error = statementError(thrown)
      if (inTransaction) failure = { error }
      lost ||= isConnectionLost(thrown)
      broken ||= error instanceof UnavailableError || text === 'rollback'
      throw error
    }
  }

  return {
    query: query as PostgresPoolClient['query'],
    release: () => client.release(broken),
  }
}
