import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { X } from 'lucide-react'
import { useMemo, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '../page/announcer.tsx'
import { Button } from '../page/button.tsx'
import type { Selection } from '../table/data-table-column.ts'

/** A bulk action on the selected rows. */
export interface BulkAction<Row> {
  readonly label: string
  readonly destructive?: true
  readonly onSelect: (picked: Picked<Row>) => void
}

/** The selected rows in the order of the list. */
export interface Picked<Row> {
  readonly rows: readonly Row[]
  /** Ids of those hidden by the search and filters. */
  readonly hidden: ReadonlySet<string>
}

interface SelectionBarProps<Row> {
  readonly picked: Picked<Row>
  readonly actions: readonly BulkAction<Row>[]
  readonly onClear: () => void
}

/** Bulk actions for the selected rows. Floats at the bottom, so that the first selection moves nothing. */
export const SelectionBar = <Row,>({ picked, actions, onClear }: SelectionBarProps<Row>) => {
  const m = useMessages()
  const words = m.list.selected(picked.rows.length)
  return (
    <Box
      role="group"
      aria-label={words}
      data-floating
      sx={{
        position: 'sticky',
        zIndex: 3,
        bottom: 12,
        alignSelf: 'center',
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 1,
        pl: 4,
        pr: 2,
        py: 2,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        boxShadow: '0 4px 16px rgb(0 0 0 / 0.16)',
      }}
    >
      <Box sx={{ flex: '1 1 auto', display: 'flex', flexWrap: 'wrap', columnGap: 2, mr: { sm: 2 } }}>
        <Typography sx={{ fontWeight: 600 }}>{words}</Typography>
        {picked.hidden.size > 0 && (
          <Typography color="textSecondary">{m.list.selectedHidden(picked.hidden.size)}</Typography>
        )}
      </Box>
      <Button
        variant="text"
        startIcon={<X size={16} />}
        onClick={onClear}
        // On narrow screens its icon alone is seen, in the line of the number.
        sx={{
          minWidth: 40,
          fontSize: { xs: 0, sm: '0.875rem' },
          '& .MuiButton-startIcon': { ml: { xs: 0, sm: -1 }, mr: { xs: 0, sm: 2 } },
        }}
      >
        {m.list.clearSelection}
      </Button>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {actions.map(({ label, destructive, onSelect }) => (
          <Button key={label} {...(destructive && { color: 'error' })} onClick={() => onSelect(picked)}>
            {label}
          </Button>
        ))}
      </Box>
    </Box>
  )
}

const nothing: ReadonlySet<string> = new Set()

/**
 * The selected rows of a list. Survives refreshes, searches and filters, without rows that no longer exist.
 *
 * @param shown the rows that pass the search and filters
 */
export const useSelection = <Row,>(rows: readonly Row[], shown: readonly Row[], rowId: (row: Row) => string) => {
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
