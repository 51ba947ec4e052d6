import { join } from 'node:path'

import { Pool } from 'pg'

import { type PGliteLike, pglitePool } from '../store/sql/pglite-pool.ts'
import { tableNames } from '../store/sql/schema.ts'
import type { SqlPool } from '../store/sql/sql-pool.ts'
import { openSqlStore, upgradeTables } from '../store/sql/sql-store.ts'
import type { Store } from '../store/store.ts'

import { DataFolderLostError, lockDataFolder } from './data-lock.ts'
import { openEmbeddedDatabase } from './embedded-database.ts'
import { reopeningDatabase } from './reopening-database.ts'

export interface StoreOptions {
  /** A PostgreSQL or compatible database. Defaults to the embedded one. */
  readonly databaseUrl?: string | undefined
  /** Folder of the embedded database. */
  readonly dataDir: string
  /** Called when a connection breaks. For the log only: the pool replaces it. */
  readonly onConnectionError?: (error: Error) => void
  /** Called with one sentence for the operator. */
  readonly onWarning?: (message: string) => void
  /** Called if another process takes the data folder. This process must exit without closing the store. */
  readonly onDataFolderLost?: (error: Error) => void
}

/**
 * Opens the store, after creating and migrating its tables. `close` releases the data folder.
 * @throws DataFolderInUseError if another process holds the data folder
 * @throws UnavailableError if the database is unreachable
 */
export const openStore = async (options: StoreOptions): Promise<Store> =>
  options.databaseUrl === undefined
    ? openEmbedded(options)
    : openPostgres(options.databaseUrl, options.onConnectionError)

const openPostgres = async (databaseUrl: string, onConnectionError?: (error: Error) => void): Promise<Store> => {
  // Migrate without a statement timeout: rewriting large tables, or waiting for another replica to do so, takes longer.
  await upgradeTables(postgresPool(databaseUrl, onConnectionError, 0))
  return openSqlStore(postgresPool(databaseUrl, onConnectionError))
}

const openEmbedded = async ({ dataDir, onWarning, onDataFolderLost }: StoreOptions): Promise<Store> => {
  const lock = await lockDataFolder(dataDir, { ...(onDataFolderLost && { onLost: onDataFolderLost }) })
  if (lock.heartbeatOnly !== undefined) {
    onWarning?.(`Only a heartbeat guards the data folder against a second process: ${lock.heartbeatOnly}`)
  }
  try {
    const open = () => openEmbeddedDatabase(join(dataDir, 'database'))
    const pglite = await open()
    const reopening = reopeningDatabase(pglite, open)
    const guarded: PGliteLike = {
      // Check before every query, not only at each heartbeat: a process resumed from a pause may write first.
      query: async (text, parameters) => {
        if (lock.isHeld()) return reopening.query(text, parameters)
        throw new DataFolderLostError(dataDir)
      },
      close: () => reopening.close(),
    }
    const store = await openSqlStore(pglitePool(guarded), false)
    // PGlite has no autovacuum. Without statistics, a page of a long list is sorted instead of read from its index.
    await pglite.exec(`vacuum (analyze) ${tableNames.join(', ')}`).catch(async (error: unknown) => {
      await store.close()
      throw error
    })
    return { ...store, close: () => store.close().finally(() => lock.release()) }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * A pool whose connections time out in seconds, not minutes, if the database or the network is down.
 *
 * @param queryTimeout in milliseconds, more than 1,000, or 0 for none. Without one, only a lost network ends a statement
 */
export const postgresPool = (
  databaseUrl: string,
  onConnectionError: (error: Error) => void = () => {},
  queryTimeout = 30_000,
): SqlPool => {
  const limits = `
    -- Less than the client's timeout, so that a statement is not executed long after it was reported as failed.
    set statement_timeout = ${Math.max(0, queryTimeout - 1_000)};
    -- A replica that disappeared mid-transaction must not keep its locks.
    set idle_in_transaction_session_timeout = 30000`
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'keyrack',
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: queryTimeout,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Not startup parameters: a role's own timeout would override 0, and connection poolers reject unknown ones.
    // The pool awaits the returned promise, although its types do not say so.
    onConnect: (client): unknown => client.query(limits),
  })
  // An unhandled 'error' event ends the process. Idle connections emit it on the pool, busy ones on the client.
  pool.on('error', onConnectionError)
  pool.on('connect', (client) => client.on('error', onConnectionError))
  return pool
}
