import Box from '@mui/material/Box'
import Drawer from '@mui/material/Drawer'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { useLeaveGuard } from '../dialog/use-leave-guard.ts'
import { Announcer } from '../page/announcer.tsx'
import { Quoting } from '../cell/verbatim.tsx'
import { type Fact, Facts } from '../text/facts.tsx'

interface RowDetailsProps {
  /** The name of the row. */
  readonly name: string
  readonly above: ReactNode
  readonly facts: readonly Fact[]
  readonly onClose: () => void
}

/** The details of a row in a side panel, including columns that the table has no room for. */
export const RowDetails = ({ name, above, facts, onClose }: RowDetailsProps) => {
  const m = useMessages()
  const titleId = useId()
  // On narrow screens the panel fills the window, and users expect Back to close it.
  useLeaveGuard({ stops: 'back', warns: false }, onClose)
  return (
    <Drawer
      open
      anchor="right"
      onClose={onClose}
      slotProps={{ paper: { 'aria-labelledby': titleId, sx: { width: 'min(520px, 100%)' } } }}
    >
      <Announcer />
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, pl: 5, pr: 3, py: 3 }}>
        <Typography component="h2" variant="h2" id={titleId} sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          <Quoting text={m.list.detailsOf(name)} part={name} />
        </Typography>
        <IconButton size="small" aria-label={m.list.closeDetails} data-tip="" onClick={onClose}>
          <X size={16} />
        </IconButton>
      </Box>
      <Box sx={{ overflow: 'auto', px: 5, pb: 5, '& a': { color: 'primary.main' } }}>
        <div>{above}</div>
        <Facts facts={facts} />
      </Box>
    </Drawer>
  )
}
