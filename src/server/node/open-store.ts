import { join } from 'node:path'

import { Pool } from 'pg'

import { type PGliteLike, pglitePool } from '../store/sql/pglite-pool.ts'
import { tableNames } from '../store/sql/schema.ts'
import type { SqlPool } from '../store/sql/sql-pool.ts'
import { openSqlStore, upgradeTables } from '../store/sql/sql-store.ts'
import type { Store } from '../store/store.ts'

import { DataFolderLostError, lockDataFolder } from './data-lock.ts'
import { openEmbeddedDatabase } from './embedded-database.ts'
import { lastingDatabase } from './lasting-database.ts'

export interface StoreOptions {
  /** A PostgreSQL database, or one that speaks like it; the embedded one when there is none. */
  readonly databaseUrl?: string | undefined
  /** Folder of the embedded database. */
  readonly dataDir: string
  /** Told of connections that broke. The pool replaces them, so this is for the log only. */
  readonly onConnectionError?: (error: Error) => void
  /** Called with one sentence for the operator. */
  readonly onWarning?: (message: string) => void
  /** Called when another process has taken the data folder: this one must end without closing the store. */
  readonly onDataFolderLost?: (error: Error) => void
}

/**
 * Opens the store this process keeps its data in, its tables made and migrated. `close` frees the data folder.
 * @throws DataFolderInUseError when another process has the data folder open
 * @throws UnavailableError when the database does not answer
 */
export const openStore = async (options: StoreOptions): Promise<Store> =>
  options.databaseUrl === undefined
    ? openEmbedded(options)
    : openPostgres(options.databaseUrl, options.onConnectionError)

const openPostgres = async (databaseUrl: string, onConnectionError?: (error: Error) => void): Promise<Store> => {
  // What rewrites large tables, or waits for a replica that does, takes longer than any request may.
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
    const lasting = lastingDatabase(pglite, open)
    const guarded: PGliteLike = {
      // Each time, not only at each beat: the first thing that runs after a pause may be a write.
      query: async (text, parameters) => {
        if (lock.isHeld()) return lasting.query(text, parameters)
        throw new DataFolderLostError(dataDir)
      },
      close: () => lasting.close(),
    }
    const store = await openSqlStore(pglitePool(guarded), false)
    // Nothing does it in the background. Without statistics a page of a long list is sorted, not read off its index.
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
 * Connections to PostgreSQL that give up in seconds, not minutes, when the database or its network is gone.
 *
 * @param timeLimit of a statement, in milliseconds, more than 1,000; with 0 a statement takes as long as it takes, and
 *   only a network that is gone ends it
 */
export const postgresPool = (
  databaseUrl: string,
  onConnectionError: (error: Error) => void = () => {},
  timeLimit = 30_000,
): SqlPool => {
  const limits = `
    -- Before this side gives up on it, so that what was not acknowledged is not written long after.
    set statement_timeout = ${Math.max(0, timeLimit - 1_000)};
    -- A replica that vanished in the middle of a transaction must not hold its locks.
    set idle_in_transaction_session_timeout = 30000`
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'keyrack',
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: timeLimit,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // Not as it connects: a role's own limit would stand where this is none, and poolers refuse what they do not know.
    // The pool waits for what it returns, which its types do not know.
    onConnect: (client): unknown => client.query(limits),
  })
  // An 'error' that nobody listens to ends the process: idle connections report to the pool, busy ones themselves.
  pool.on('error', onConnectionError)
  pool.on('connect', (client) => client.on('error', onConnectionError))
  return pool
}
