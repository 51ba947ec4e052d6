import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { X } from 'lucide-react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '../page/button.tsx'

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
        gap: 2,
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
      <Typography sx={{ fontWeight: 600, mr: 2 }}>{words}</Typography>
      {picked.hidden.size > 0 && (
        <Typography color="textSecondary">{m.list.selectedHidden(picked.hidden.size)}</Typography>
      )}
      {actions.map(({ label, destructive, onSelect }) => (
        <Button key={label} {...(destructive && { color: 'error' })} onClick={() => onSelect(picked)}>
          {label}
        </Button>
      ))}
      <Button variant="text" startIcon={<X size={16} />} onClick={onClear}>
        {m.list.clearSelection}
      </Button>
    </Box>
  )
}
