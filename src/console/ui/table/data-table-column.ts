import type { ReactNode } from 'react'

/** One column. Keep columns at module scope: rows are drawn again when they change. */
export interface Column<Row> {
  readonly id: string
  /** Visible header, already translated. */
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** What to sort by; rows without a value come last in both directions. Absent: not sortable. */
  readonly sortValue?: (row: Row) => string | number | undefined
  /** Narrowest width, px. */
  readonly width: number
  /** Share of the space that is left over; default 0. If nobody grows, the first column does. */
  readonly grow?: number
  readonly align?: 'left' | 'right'
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
