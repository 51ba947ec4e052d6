import type { ReactNode } from 'react'

/** One column. Keep columns at module scope: rows are drawn again when they change. */
export interface Column<Row> {
  readonly id: string
  /** Visible header, already translated. */
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Text that does not fit into one line continues in a second one. */
  readonly twoLines?: true
  /** What the row's details show instead of the cell, where the cell shortens it. */
  readonly detail?: (row: Row) => ReactNode
  /** What to sort by; rows without a value come last in both directions. Absent: not sortable. */
  readonly sortValue?: (row: Row) => string | number | undefined
  /** Narrowest width, px. */
  readonly width: number
  /** Share of the width that is left over; default 0. If no column grows, the first one does. */
  readonly grow?: number
  /** In a narrow table the columns with the highest number leave first. The first column always stays. */
  readonly priority?: number
  /** Its line on the card that a row becomes below 600 px; at most two facts. Absent: in the details only. */
  readonly card?: 'note' | 'status' | 'fact'
  /** Hidden until the user chooses it. */
  readonly optional?: true
}

export interface Sort {
  readonly id: string
  readonly desc: boolean
}

/** Rows are selected by id; the page owns the set, and may hold ids that are filtered out of `rows`. */
export interface Selection {
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: ReadonlySet<string>) => void
  readonly selectAllLabel: string
  readonly selectLabel: (name: string) => string
}

/** The sort value of an RFC 3339 timestamp. Not its text: with and without a fraction that sorts wrongly. */
export const millis = (at: string | undefined): number | undefined => (at === undefined ? undefined : Date.parse(at))
