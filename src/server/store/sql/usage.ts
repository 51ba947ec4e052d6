import { sql } from 'kysely'

import type { Usage } from '../rows.ts'

import type { Database } from './schema.ts'

const columns = { apiKeys: 'lastUsedAt', serviceAccounts: 'lastAuthenticatedAt' } as const

/** Writes last-use times in one statement. Never replaces a later one. */
export const recordUsage = async (
  db: Database,
  table: keyof typeof columns,
  usages: readonly Usage[],
): Promise<void> => {
  if (usages.length === 0) return
  // A fixed order makes deadlocks between replicas unlikely.
  const sorted = usages.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const [ids, times] = [sorted.map(({ id }) => id), sorted.map(({ at }) => at)]
  const [name, column] = [sql.table(table), sql.ref(columns[table])]
  await sql`update ${name} as stored set ${column} = used.at::timestamptz
    from unnest(${ids}::text[], ${times}::text[]) as used (id, at)
    where stored.id = used.id and (stored.${column} is null or stored.${column} < used.at::timestamptz)`.execute(db)
}
