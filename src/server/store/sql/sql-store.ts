import { Kysely, PostgresDialect, sql } from 'kysely'

import { type Store, type Tables, UnavailableError } from '../store.ts'
import { unitOfWork } from '../unit-of-work.ts'

import { accessBindings } from './access-bindings.ts'
import { accessPolicies } from './access-policies.ts'
import { apiKeys } from './api-keys.ts'
import { clouds } from './clouds.ts'
import { folders } from './folders.ts'
import { iamTokens } from './iam-tokens.ts'
import { idempotency } from './idempotency.ts'
import { migrate } from './migrations.ts'
import { operations } from './operations.ts'
import { resultPlugins } from './result-plugins.ts'
import type { Database, Schema } from './schema.ts'
import { serviceAccounts } from './service-accounts.ts'
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
  idempotency: idempotency(db),
  settings: settings(db),
})

const attempts = 5

/** Runs again, a little later each time, what lost against another transaction, which undid it. */
const retrying = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
    }
  }
}

/** The same snapshot sees the same rows. After a failover another server may come to the same one by other ways. */
const snapshotOf = async (db: Database): Promise<string> => {
  const { rows } = await sql<{ version: string }>`
    select pg_current_snapshot() || ' ' || pg_postmaster_start_time() as version`.execute(db)
  return rows[0]?.version ?? ''
}

/** What only speaks like PostgreSQL may have no snapshots, or such as do not change. */
const tellsOfWrites = async (db: Database): Promise<boolean> => {
  try {
    const before = await snapshotOf(db)
    await settings(db).put('openedAt', new Date().toISOString())
    return before !== (await snapshotOf(db))
  } catch (error) {
    if (error instanceof UnavailableError) throw error
    return false
  }
}

/** Creates and migrates the tables, as opening a store does, by a pool of its own, which it ends. */
export const upgradeTables = async (pool: SqlPool): Promise<void> => {
  const guarded = guardPool(pool)
  try {
    await migrate(new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guarded }) }))
  } finally {
    await guarded.end()
  }
}

/**
 * A store in PostgreSQL, or what speaks like it. Creates and migrates the tables first. Closing it ends the pool.
 * @param isShared whether other processes may write to the same database
 * @throws UnavailableError when the database does not answer; the pool is ended then too
 */
export const openSqlStore = async (pool: SqlPool, isShared = true): Promise<Store> => {
  let writes = 0
  const guarded = guardPool(pool, () => void (writes += 1))
  const db: Database = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: guarded }),
    plugins: resultPlugins,
  })
  let version: Store['version'] = () => String(writes)
  try {
    await migrate(db)
    if (isShared) version = (await tellsOfWrites(db)) ? () => snapshotOf(db) : () => crypto.randomUUID()
  } catch (error) {
    await guarded.end()
    throw error
  }
  const { apiKeys: keys, ...others } = tables(db)
  return {
    ...others,
    apiKeys: { ...keys, insertAll: (...given) => retrying(() => keys.insertAll(...given)) },
    transaction: (work) => retrying(() => db.transaction().execute((trx) => unitOfWork(() => tables(trx), work))),
    isShared,
    version,
    connections: () => {
      const { totalCount, idleCount, waitingCount } = pool
      return { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount }
    },
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    // Not `db.destroy()`: after it, calls would fail with errors that the port does not know.
    close: () => guarded.end(),
  }
}
