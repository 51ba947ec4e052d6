import type { Messages } from '#console/i18n/en.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { PRINT_LIMIT, usePrinting } from '../page/use-printing.ts'
import type { Column } from './data-table-column.ts'

interface PrintedTableProps<Row> {
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** All columns, including those that the screen has no room for. */
  readonly columns: readonly Column<Row>[]
}

/** The table on paper: a plain `<table>` that exists only while printing. `print.css` shows it and hides the grid. */
export const PrintedTable = <Row,>(props: PrintedTableProps<Row>) => {
  const m = useMessages()
  return usePrinting() && <PrintedRows m={m} {...props} />
}

/** The printed rows, and a note if there are more. */
export function PrintedRows<Row>({ m, rows, rowId, columns }: PrintedTableProps<Row> & { readonly m: Messages }) {
  return (
    <div className="printed" hidden>
      {rows.length > PRINT_LIMIT && <p>{m.list.printed(PRINT_LIMIT, rows.length)}</p>}
      <table>
        <thead>
          <tr>
            {columns.map(({ id, header }) => (
              <th key={id} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, PRINT_LIMIT).map((row) => (
            <tr key={rowId(row)}>
              {columns.map(({ id, cell }) => (
                <td key={id}>{cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
