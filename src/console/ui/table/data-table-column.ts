import type { ReactNode } from 'react'

/** A column. Keep columns at module scope, because rows re-render when they change. */
export interface Column<Row> {
  readonly id: string
  /** The translated header. */
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Text wraps to a second line. */
  readonly twoLines?: true
  /** Shown in the row's details if the cell shortens it. Null leaves the column out there. */
  readonly detail?: (row: Row) => ReactNode
  /** The value to sort by. Rows without one come last in both directions. Absent: not sortable. */
  readonly sortValue?: (row: Row) => string | number | undefined
  /** The cell in a file, if it is not what the rows are sorted by: a whole, exact value. */
  readonly text?: (row: Row) => string
  /** Minimum width, px. */
  readonly width: number
  /** Share of the remaining width, 0 by default. If no column grows, the first one does. */
  readonly grow?: number
  /** In a narrow table, columns with the highest number are dropped first. The first column always stays. */
  readonly priority?: number
  /** Its line on a card below 600 px, with at most two facts. Absent: only in the details. */
  readonly card?: 'note' | 'status' | 'fact'
  /** Hidden by default. */
  readonly optional?: true
}

export interface Sort {
  readonly id: string
  readonly desc: boolean
}

/** Selection by id. The page owns the set, which may contain ids that are filtered out of `rows`. */
export interface Selection {
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: ReadonlySet<string>) => void
  readonly selectAllLabel: string
  readonly selectLabel: (name: string) => string
}

/** Sort value of an RFC 3339 timestamp. Its text sorts wrongly if only some have fractions. */
export const millis = (at: string | undefined): number | undefined => (at === undefined ? undefined : Date.parse(at))
