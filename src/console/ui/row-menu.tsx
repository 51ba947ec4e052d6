import MenuItem from '@mui/material/MenuItem'
import { Ellipsis } from 'lucide-react'

import { useMessages } from '#console/i18n/i18n.ts'
import { IconMenu } from './icon-menu.tsx'

export interface RowAction {
  readonly label: string
  readonly onSelect: () => void
  readonly destructive?: true
}

interface RowMenuProps {
  /** Names the row: `Actions for {name}`. */
  readonly name: string
  readonly actions: readonly RowAction[]
}

/** The menu of a row. */
export const RowMenu = ({ name, actions }: RowMenuProps) => {
  const m = useMessages()
  return (
    <IconMenu label={m.list.actions(name)} icon={<Ellipsis size={16} />}>
      {(close) =>
        actions.map(({ label, onSelect, destructive }) => (
          <MenuItem
            key={label}
            onClick={() => {
              close()
              onSelect()
            }}
            {...(destructive && { sx: { color: 'error.main' } })}
          >
            {label}
          </MenuItem>
        ))
      }
    </IconMenu>
  )
}
