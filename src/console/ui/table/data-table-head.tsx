import ButtonBase from '@mui/material/ButtonBase'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo } from 'react'

import type { Column, Selection, Sort } from './data-table-column.ts'

interface HeaderProps {
  readonly column: Pick<Column<never>, 'id' | 'header' | 'align' | 'sortValue'>
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

/** A header cell: a button that sorts by its column, and turns the order round when it already does. */
export const Header = ({ column, sort, onSort }: HeaderProps) => {
  const { id, header, align } = column
  if (!column.sortValue) {
    return (
      <div role="columnheader" data-align={align}>
        {header}
      </div>
    )
  }
  const sorted = sort.id === id
  const desc = sorted && sort.desc
  const Arrow = desc ? ArrowDown : ArrowUp
  return (
    <div role="columnheader" data-align={align} {...(sorted && { 'aria-sort': desc ? 'descending' : 'ascending' })}>
      <ButtonBase
        className="sort"
        data-sorted={sorted || undefined}
        onClick={() => onSort({ id, desc: sorted && !desc })}
      >
        <span>{header}</span>
        <Arrow size={14} aria-hidden />
      </ButtonBase>
    </div>
  )
}

interface SelectAllProps<Row> {
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  readonly selection: Selection
}

/** The header cell that selects every row of the table, and leaves alone what is selected outside of it. */
export function SelectAll<Row>({ rows, rowId, selection }: SelectAllProps<Row>) {
  const { selected, onChange, selectAllLabel } = selection
  const all = useMemo(() => rows.length > 0 && rows.every((row) => selected.has(rowId(row))), [rows, rowId, selected])
  const some = useMemo(() => selected.size > 0 && rows.some((row) => selected.has(rowId(row))), [rows, rowId, selected])
  return (
    <div role="columnheader" data-edge="start">
      <label className="pick">
        <input
          type="checkbox"
          aria-label={selectAllLabel}
          disabled={rows.length === 0}
          checked={all}
          ref={(input) => {
            if (input) input.indeterminate = some && !all
          }}
          onChange={() => {
            const next = new Set(selected)
            for (const row of rows) {
              if (all) next.delete(rowId(row))
              else next.add(rowId(row))
            }
            onChange(next)
          }}
        />
      </label>
    </div>
  )
}
