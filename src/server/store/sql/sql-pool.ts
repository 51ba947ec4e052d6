import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'

import { UnavailableError } from '../store.ts'

import { connectionError, isConnectionLost, statementError } from './sql-errors.ts'

/** What a driver brings: the part of `Pool` of node-postgres that is used here. */
export interface SqlPool {
  connect(): Promise<SqlClient>
  end(): Promise<void>
  /** Connections that there are, those of them that nobody has, and calls of `connect` that wait for one. */
  readonly totalCount: number
  readonly idleCount: number
  readonly waitingCount: number
}

export interface SqlClient {
  query(statement: SqlStatement): Promise<SqlResult>
  /** With `true`, the connection is of no use any more. */
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
 * The driver's pool as Kysely takes it, with errors in the words of the port. A transaction in which a statement
 * failed refuses all but its rollback: PostgreSQL would answer its commit as if it were well and undo it.
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
    // A lost connection takes its transaction with it; a rollback would wait where the statement before it did.
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
