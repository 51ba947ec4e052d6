import type { Messages } from '#console/i18n/en.ts'
import type { Column, Sort } from '../table/data-table-column.ts'
import type { Filter } from './filter-rows.ts'

/**
 * What a list of such rows is, wherever it stands. Declared once, at module scope, beside its columns; or kept by
 * `useMemo`, where rows show what they do not hold themselves.
 */
export interface ListKind<Row> {
  /** Under this name the browser remembers which columns to show. */
  readonly id: string
  /** The first of them always shows. */
  readonly columns: (m: Messages) => readonly Column<Row>[]
  /** Their ids stand in the address, and are none of its other words: `q`, `sort`, `hide`, `rows`. */
  readonly filters?: (m: Messages) => readonly Filter<Row>[]
  readonly rowId: (row: Row) => string
  /** Names the row: its header cell, its checkbox, its place in a plan. */
  readonly rowName: (row: Row) => string
  /** Everything of a row that a search finds. */
  readonly searchText: (row: Row) => string
  /** The order until another is chosen. */
  readonly sort: Sort
}
