import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'

import { migrate } from '../sql/migrations.ts'
import type { Schema } from '../sql/schema.ts'
import { guardPool, type SqlPool } from '../sql/sql-pool.ts'

/** Of the only key. */
export const firstSecretHash = 'a'.repeat(64)
const rows = `
  insert into clouds values ('b1gcloud', '2025-01-01Z', 'acme', '', '{}', 'bpf');
  insert into folders values ('b1gfolder', 'b1gcloud', '2025-01-01Z', 'production', '', '{}', 'ACTIVE');
  insert into service_accounts values
    ('ajeaccount', 'b1gcloud', 'b1gfolder', '2025-01-02Z', 'robot', 'first', '{"team":"a"}', 'ACTIVE', null, null);
  insert into api_keys values
    ('ajekey', 'b1gcloud', 'ajeaccount', '2025-01-03Z', 'kept', '{yc.postbox.send}', null, null, '****abcdef', '${firstSecretHash}');
  insert into operations values
    ('ajeoperation', 'ajekey', 'Create API key', '2025-01-03Z', 'ajeadministrator0000', '2025-01-03Z', true,
    '{"@type":"x","apiKeyId":"ajekey"}', '{"@type":"x","serviceAccountId":"ajeaccount"}', null);
  insert into settings values ('administratorTokenHash', 'hash')`

/** Creates a database like the first release, with a row of each kind, and ends the pool. */
export const makeFirst = async (pool: SqlPool): Promise<void> => {
  const guarded = guardPool(pool)
  await migrateTo(guarded, '0001-first')
  const client = await guarded.connect()
  for (const statement of rows.split(';')) await client.query(statement, [])
  client.release()
  await guarded.end()
}

/** Migrates up to this migration, or completely without one. */
export const migrateTo = (pool: PostgresPool, last?: string): Promise<void> =>
  migrate(new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }), last)
