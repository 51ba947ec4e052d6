import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openEmbeddedDatabase } from '#server/node/embedded-database.ts'
import { startPostgres } from '#server/node/testing/embedded-postgres.ts'
import { openStore, postgresPool } from '#server/node/open-store.ts'
import { pglitePool } from '#server/store/sql/pglite-pool.ts'
import type { SqlPool } from '#server/store/sql/sql-pool.ts'

/** A migrated database to measure on. */
export interface Database {
  readonly name: string
  /** Its location, for the service and `openPool`. */
  readonly env: Readonly<Record<string, string>>
  remove(): Promise<void>
}

/** A pool with the service's own driver. Only one process at a time can open PGlite. */
export const openPool = async (env: Readonly<Record<string, string | undefined>>): Promise<SqlPool> =>
  env['DATABASE_URL'] === undefined
    ? pglitePool(await openEmbeddedDatabase(join(env['KEYRACK_DATA_DIR'] ?? '', 'database')))
    : postgresPool(env['DATABASE_URL'])

export const pgliteDatabase = async (): Promise<Database> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'keyrack-bench-'))
  await (await openStore({ dataDir })).close()
  return {
    name: 'PGlite',
    env: { KEYRACK_DATA_DIR: dataDir },
    remove: async () => rmSync(dataDir, { recursive: true }),
  }
}

/** As durable as PGlite and default PostgreSQL. Rejects if the platform has no PostgreSQL. */
export const postgresDatabase = async (): Promise<Database> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'keyrack-bench-'))
  const postgres = await startPostgres({ fsync: true })
  const databaseUrl = await postgres.createDatabase('bench')
  await (await openStore({ databaseUrl, dataDir })).close()
  return {
    name: 'PostgreSQL',
    env: { DATABASE_URL: databaseUrl, KEYRACK_DATA_DIR: dataDir },
    remove: async () => {
      await postgres.remove()
      rmSync(dataDir, { recursive: true })
    },
  }
}
