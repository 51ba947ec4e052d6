import { sql, type SelectQueryBuilder } from 'kysely'

import type { Cursor, Page, PageRequest } from '../store.ts'

/** One page of a query over a table that lists by (created_at, id). */
export const pageOf = async <DB, Table extends keyof DB, Row extends Cursor>(
  query: SelectQueryBuilder<DB, Table, Row>,
  { limit, after }: PageRequest,
): Promise<Page<Row>> => {
  const from = after
    ? query.where(sql<boolean>`(created_at, id) > (${after.createdAt}::timestamptz, ${after.id})`)
    : query
  // One row more than asked for tells whether there is a next page.
  const found: Row[] = await from
    .orderBy(sql`created_at`)
    .orderBy(sql`id`)
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next: last && found.length > limit ? { createdAt: last.createdAt, id: last.id } : null,
  }
}
