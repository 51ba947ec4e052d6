import { Kysely, PostgresDialect, sql } from 'kysely'

import type { Store, Tables, TransactionalTables } from '../store.ts'
import { unitOfWork } from '../unit-of-work.ts'

import { accessBindings } from './access-bindings.ts'
import { accessPolicies } from './access-policies.ts'
import { apiKeys } from './api-keys.ts'
import { clouds } from './clouds.ts'
import { folders } from './folders.ts'
import { iamTokens } from './iam-tokens.ts'
import { idempotency } from './idempotency.ts'
import { migrate, pendingMigrations } from './migrations.ts'
import { operations } from './operations.ts'
import { resultPlugins } from './result-plugins.ts'
import type { Database, Schema } from './schema.ts'
import { serviceAccounts } from './service-accounts.ts'
import { sessions } from './sessions.ts'
import { settings } from './settings.ts'
import { isConflict } from './sql-errors.ts'
import { guardPool, type SqlPool } from './sql-pool.ts'

const tables = (db: Database): Tables => ({
  clouds: clouds(db),
  folders: folders(db),
  serviceAccounts: serviceAccounts(db),
  apiKeys: apiKeys(db),
  operations: operations(db),
  accessBindings: accessBindings(db),
  accessPolicies: accessPolicies(db),
  iamTokens: iamTokens(db),
  sessions: sessions(db),
  idempotency: idempotency(db),
  settings: settings(db),
})

// Read committed, whatever the database's default: a statement that waited for a lock must see what the lock's previous
// holder committed.
const transact = <T>(db: Database, work: (tx: TransactionalTables) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel('read committed')
    .execute((trx) => unitOfWork(() => tables(trx), work))

const maxAttempts = 5

/** Retries transactions that failed with a conflict, with exponential backoff. */
const withRetries = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === maxAttempts || !isConflict(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
    }
  }
}

/** Creates and migrates the tables like `openSqlStore`, then ends the pool. */
export const upgradeTables = async (pool: SqlPool): Promise<void> => {
  const guarded = guardPool(pool)
  try {
    await migrate(new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guarded }) }))
  } finally {
    await guarded.end()
  }
}

/** The facts that a database reports about itself. */
export interface DatabaseFacts {
  readonly version: string
  readonly name: string
  readonly user: string
  /** False if an acknowledged change can be lost in a power cut. */
  readonly durable: boolean
  readonly readOnly: boolean
  /** Whether its user may create tables. */
  readonly mayCreate: boolean
  /** How many migrations the tables still need. */
  readonly pending: number
}

/**
 * Looks at a database without changing it, then ends the pool.
 *
 * @throws UnavailableError if it is unreachable, Error if a newer version has migrated it
 */
export const inspectDatabase = async (pool: SqlPool): Promise<DatabaseFacts> => {
  const db: Database = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guardPool(pool) }) })
  try {
    const { rows } = await sql<Omit<DatabaseFacts, 'pending'>>`select
      current_setting('server_version') as version, current_database() as name, current_user as user,
      current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as durable,
      current_setting('transaction_read_only') = 'on' as "readOnly",
      coalesce(has_schema_privilege(current_schema(), 'create'), false) as "mayCreate"`.execute(db)
    const [facts] = rows
    if (facts === undefined) throw new Error('The database did not answer')
    return { ...facts, pending: await pendingMigrations(db) }
  } finally {
    await db.destroy()
  }
}

/**
 * Opens a store in PostgreSQL or a compatible database, and migrates its tables. Closing it ends the pool.
 * @param isShared true if other processes may write to the same database
 * @throws UnavailableError if the database is unreachable. Also ends the pool
 */
export const openSqlStore = async (pool: SqlPool, isShared = true): Promise<Store> => {
  const guarded = guardPool(pool)
  const db: Database = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: guarded }),
    plugins: resultPlugins,
  })
  try {
    await migrate(db)
  } catch (error) {
    await guarded.end()
    throw error
  }
  return {
    ...tables(db),
    transaction: (work) => withRetries(() => transact(db, work)),
    isShared,
    connections: () => {
      const { totalCount, idleCount, waitingCount } = pool
      return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
    },
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    // Not `db.destroy()`: later calls would fail with errors that are not the port's.
    close: () => guarded.end(),
  }
}
