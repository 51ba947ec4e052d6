import Papa from 'papaparse'

import type { Column } from '#console/ui/table/data-table-column.ts'

/** What a file needs of a column. */
export type CsvColumn<Row> = Pick<Column<Row>, 'header' | 'sortValue' | 'text'>

// Spreadsheets take a cell for a formula if it begins with one of these, also in full width. The pattern of the library
// lets a formula pass that contains a line break.
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** Excel reads a file as UTF-8 only with a byte order mark. */
const byteOrderMark = '\ufeff'
const lineEnd = '\r\n'
const rowsAtOnce = 250

/**
 * A CSV file (RFC 4180) as spreadsheets accept it, in pieces, so that the page can answer in between. A cell that
 * looks like a formula begins with an apostrophe.
 */
export function* csv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): Generator<string> {
  const lines = (cells: readonly (readonly string[])[]) =>
    Papa.unparse(
      cells.map((line) => [...line]),
      { newline: lineEnd, escapeFormulae: formula },
    ) + lineEnd
  yield byteOrderMark + lines([columns.map(({ header }) => header)])
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    yield lines(rows.slice(from, from + rowsAtOnce).map((row) => columns.map((column) => textOf(column, row))))
  }
}

const textOf = <Row>({ text, sortValue }: CsvColumn<Row>, row: Row): string =>
  text === undefined ? String(sortValue?.(row) ?? '') : text(row)
