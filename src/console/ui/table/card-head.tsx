import IconButton from '@mui/material/IconButton'
import { styled } from '@mui/material/styles'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useId } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { plainField } from '../form/plain-field.ts'
import type { Column, Sort } from './data-table-column.ts'
import { EDGE_WIDTH } from './data-table-frame.tsx'

interface CardHeadProps {
  readonly columns: readonly Pick<Column<never>, 'id' | 'header' | 'sortValue'>[]
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  /** The checkbox that selects all rows, if rows can be selected. */
  readonly children: ReactNode
}

/** The header above cards: selects all and sorts by any column. */
export const CardHead = ({ columns, sort, onSort, children }: CardHeadProps) => {
  const m = useMessages()
  const id = useId()
  const Arrow = sort.desc ? ArrowDown : ArrowUp
  return (
    <Bar>
      {children}
      <label htmlFor={id}>{m.list.sortBy}</label>
      <select id={id} value={sort.id} onChange={({ target }) => onSort({ id: target.value, desc: sort.desc })}>
        {columns
          .filter(({ sortValue }) => sortValue !== undefined)
          .map((column) => (
            <option key={column.id} value={column.id}>
              {column.header}
            </option>
          ))}
      </select>
      <IconButton
        size="small"
        data-tip=""
        aria-label={sort.desc ? m.list.sortAscending : m.list.sortDescending}
        onClick={() => onSort({ id: sort.id, desc: !sort.desc })}
      >
        <Arrow size={16} />
      </IconButton>
    </Bar>
  )
}

// A native select: MUI's needs its menu, and phones have a better one.
const Bar = styled('div')(({ theme }) => {
  const { palette } = theme.vars ?? theme
  return {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    // Aligned with the checkboxes of the cards.
    paddingLeft: 1,
    marginBottom: 8,
    fontSize: '0.875rem',
    '& > .pick': { display: 'grid', placeItems: 'center', alignSelf: 'stretch', width: EDGE_WIDTH, marginRight: -8 },
    '& > .pick input': { width: 16, height: 16, margin: 0, accentColor: palette.primary.main },
    '& > label:not(.pick)': { flex: 'none', color: palette.text.secondary },
    '& > select': {
      ...plainField(theme),
      flex: 1,
      minWidth: 0,
      height: 36,
      padding: '0 8px',
      background: palette.background.paper,
    },
  }
})
