import type { Database } from './schema.ts'

/** How many rows of a table belong to a cloud. */
export const countInCloud = async (
  db: Database,
  table: 'serviceAccounts' | 'apiKeys',
  cloudId: string,
): Promise<number> => {
  const { count } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('cloudId', '=', cloudId)
    .executeTakeFirstOrThrow()
  // A bigint travels as text.
  return Number(count)
}
