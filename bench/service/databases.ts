import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openEmbeddedDatabase } from '#server/node/embedded-database.ts'
import { startPostgres } from '#server/node/testing/embedded-postgres.ts'
import { openStore, postgresPool } from '#server/node/open-store.ts'
import { pglitePool } from '#server/store/sql/pglite-pool.ts'
import type { SqlPool } from '#server/store/sql/sql-pool.ts'

/** A database to measure on, its tables made. */
export interface Database {
  readonly name: string
  /** Tells the service, and `openPool`, where it is. */
  readonly env: Readonly<Record<string, string>>
  remove(): Promise<void>
}

/** A pool of the very driver that the service uses. PGlite is open in one process at a time. */
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

/** As durable as PGlite, and as PostgreSQL by its defaults. Rejects where there is no PostgreSQL for the platform. */
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
