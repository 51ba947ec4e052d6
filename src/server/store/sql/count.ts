import type { Database } from './schema.ts'

/** How many rows of a table belong to a cloud; reads no more than `atMost` of them. */
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
  // A bigint travels as text.
  return Number(count)
}
