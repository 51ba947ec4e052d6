import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import type { ReactNode } from 'react'

import type { MenuChoice } from './icon-menu.tsx'
import { MenuItem } from './menu-item.tsx'

interface IconMenuChoicesProps {
  readonly anchor: HTMLElement
  readonly head: ReactNode
  readonly choices: readonly MenuChoice[]
  readonly onClose: () => void
}

/** The open menu of an {@link MenuChoice} list. */
export const IconMenuChoices = ({ anchor, head, choices, onClose }: IconMenuChoicesProps) => (
  <Menu open anchorEl={anchor} onClose={onClose}>
    {head}
    {choices.map(({ label, onSelect, icon, destructive, chosen, lang, staysOpen, pending }) => (
      <MenuItem
        key={label}
        {...(lang !== undefined && { lang })}
        {...(chosen !== undefined && { role: 'menuitemradio', 'aria-checked': chosen, selected: chosen })}
        {...(pending && { 'aria-disabled': true })}
        {...(destructive && { sx: { color: 'error.main' } })}
        onClick={() => {
          if (pending) return
          if (!staysOpen) onClose()
          onSelect()
        }}
      >
        {icon !== undefined && <ListItemIcon>{icon}</ListItemIcon>}
        <span>{label}</span>
      </MenuItem>
    ))}
  </Menu>
)
