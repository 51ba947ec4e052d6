import ButtonBase from '@mui/material/ButtonBase'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo } from 'react'

import type { Column, Selection, Sort } from './data-table-column.ts'

interface HeaderProps {
  readonly column: Pick<Column<never>, 'id' | 'header' | 'sortValue'>
  readonly sort: Sort
  /** Undefined when sorting has its own control. */
  readonly onSort: ((sort: Sort) => void) | undefined
}

/** A header cell: a button that sorts by its column, or reverses the order. */
export const Header = ({ column, sort, onSort }: HeaderProps) => {
  const { id, header } = column
  const sorted = sort.id === id
  const desc = sorted && sort.desc
  const order = sorted ? { 'aria-sort': desc ? ('descending' as const) : ('ascending' as const) } : {}
  if (!column.sortValue || !onSort) {
    return (
      <div role="columnheader" {...order}>
        {header}
      </div>
    )
  }
  const Arrow = desc ? ArrowDown : ArrowUp
  return (
    <div role="columnheader" {...order}>
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

/** Selects every row of the table, without changing selected rows outside it. */
export function SelectAll<Row>({ rows, rowId, selection }: SelectAllProps<Row>) {
  const { selected, onChange, selectAllLabel } = selection
  const all = useMemo(() => rows.length > 0 && rows.every((row) => selected.has(rowId(row))), [rows, rowId, selected])
  const some = useMemo(() => selected.size > 0 && rows.some((row) => selected.has(rowId(row))), [rows, rowId, selected])
  return (
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
  )
}
