import { useMemo, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '../page/announcer.tsx'
import type { Selection } from '../table/data-table-column.ts'
import type { Picked } from './selection-bar.tsx'

const nothing: ReadonlySet<string> = new Set()

/**
 * The selected rows of a list. Survives refreshes, searches and filters, without rows that no longer exist.
 *
 * @param shown the rows that pass the search and filters
 */
export const useSelection = <Row>(rows: readonly Row[], shown: readonly Row[], rowId: (row: Row) => string) => {
  const m = useMessages()
  const [selected, setSelected] = useState(nothing)

  const picked = useMemo((): Picked<Row> => {
    if (selected.size === 0) return { rows: [], hidden: nothing }
    const visible = shown === rows ? selected : new Set(shown.map(rowId))
    const chosen = rows.filter((row) => selected.has(rowId(row)))
    return { rows: chosen, hidden: new Set(chosen.map(rowId).filter((id) => !visible.has(id))) }
  }, [rows, shown, rowId, selected])

  const change = (next: ReadonlySet<string>) => {
    setSelected(next)
    announce(m.list.selected(rows.filter((row) => next.has(rowId(row))).length))
  }
  const selection: Selection = {
    selected,
    onChange: change,
    selectAllLabel: m.list.selectAll,
    selectLabel: m.list.select,
  }
  return { selection, picked, clear: () => change(nothing) }
}
