import type { Database } from './schema.ts'

/** Counts the rows of a cloud, reading `atMost` of them at most. */
export const countInCloud = async (
  db: Database,
  table: 'serviceAccounts' | 'apiKeys',
  cloudId: string,
  atMost: number,
): Promise<number> => {
  const { count } = await db
    .selectFrom(db.selectFrom(table).select('id').where('cloudId', '=', cloudId).limit(atMost).as('counted'))
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  // Drivers return a bigint as text.
  return Number(count)
}
