import { type Column, millis } from './data-table-column.ts'
import { FullInstant, Instant } from '../cell/instant.tsx'

interface TimeColumn<Row> extends Omit<Column<Row>, 'cell' | 'detail' | 'sortValue' | 'text' | 'width'> {
  readonly at: (row: Row) => string | undefined
  /** Shown without a time. */
  readonly never?: string
}

// An exact time takes two lines.
const WIDTH = 140

/** A column of times: relative in the cell, exact in the details. */
export const timeColumn = <Row,>({ at, never = '', ...column }: TimeColumn<Row>): Column<Row> => ({
  ...column,
  width: WIDTH,
  grow: 1,
  twoLines: true,
  sortValue: (row) => millis(at(row)),
  text: (row) => at(row) ?? '',
  cell: (row) => {
    const moment = at(row)
    return moment === undefined ? never : <Instant at={moment} />
  },
  detail: (row) => {
    const moment = at(row)
    return moment === undefined ? never : <FullInstant at={moment} />
  },
})
