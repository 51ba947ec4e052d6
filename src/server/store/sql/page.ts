import { sql, type SelectQueryBuilder } from 'kysely'

import type { Cursor, Page, PageRequest, RowFilter } from '../store.ts'

const orders = {
  oldestFirst: { direction: 'asc', comparison: sql.raw('>') },
  newestFirst: { direction: 'desc', comparison: sql.raw('<') },
} as const

/** Runs a query for one page, ordered by (created_at, id). */
export const pageOf = async <DB, Table extends keyof DB, Row extends Cursor>(
  query: SelectQueryBuilder<DB, Table, Row>,
  { limit, after }: PageRequest,
  order: keyof typeof orders = 'oldestFirst',
): Promise<Page<Row>> => {
  const { direction, comparison } = orders[order]
  const from = after
    ? query.where(sql<boolean>`(created_at, id) ${comparison} (${after.createdAt}::timestamptz, ${after.id})`)
    : query
  // One extra row shows whether there is a next page.
  const found: Row[] = await from
    .orderBy(sql`created_at`, direction)
    .orderBy(sql`id`, direction)
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows,
    next: last && found.length > limit ? { createdAt: last.createdAt, id: last.id } : null,
  }
}

/** Adds the conditions of a filter to a query. */
export const filtered = <DB, Table extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, Table, Row>,
  { name, ids }: RowFilter = {},
): SelectQueryBuilder<DB, Table, Row> => {
  const named = name === undefined ? query : query.where(sql<boolean>`name = ${name}`)
  return ids === undefined ? named : named.where(sql<boolean>`id = any(${[...ids]})`)
}
