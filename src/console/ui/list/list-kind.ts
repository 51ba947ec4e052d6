import type { Messages } from '#console/i18n/en.ts'
import type { Column, Sort } from '../table/data-table-column.ts'
import type { Filter } from './search/filter-rows.ts'

/**
 * Describes a kind of list. Declare it once at module scope beside its columns, or memoise it if cells need other data.
 */
export interface ListKind<Row> {
  /** The key under which the browser remembers the columns. */
  readonly id: string
  /** The first one is always shown. */
  readonly columns: (m: Messages) => readonly Column<Row>[]
  /** Ids are used in the address, so they must differ from its other parameters: `q`, `sort`, `hide`, `rows`. */
  readonly filters?: (m: Messages) => readonly Filter<Row>[]
  readonly rowId: (row: Row) => string
  /** Names the row: its header cell, its checkbox, and bulk dialogs. */
  readonly rowName: (row: Row) => string
  /** All searchable text of a row. */
  readonly searchText: (row: Row) => string
  /** The default order. */
  readonly sort: Sort
}
