import { sql } from 'kysely'

import type { Usage } from '../rows.ts'

import type { Database } from './schema.ts'

const columns = { apiKeys: 'lastUsedAt', serviceAccounts: 'lastAuthenticatedAt' } as const

/** Writes when the rows of a table were last in use, all in one statement. A later moment that is there already stays. */
export const recordUsage = async (
  db: Database,
  table: keyof typeof columns,
  usages: readonly Usage[],
): Promise<void> => {
  if (usages.length === 0) return
  // In one order, so that two replicas that mark the same rows seldom wait for each other.
  const sorted = usages.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const [ids, moments] = [sorted.map(({ id }) => id), sorted.map(({ at }) => at)]
  const [name, column] = [sql.table(table), sql.ref(columns[table])]
  await sql`update ${name} as kept set ${column} = seen.at::timestamptz
    from unnest(${ids}::text[], ${moments}::text[]) as seen (id, at)
    where kept.id = seen.id and (kept.${column} is null or kept.${column} < seen.at::timestamptz)`.execute(db)
}
