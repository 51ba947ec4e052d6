import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import Tooltip from '@mui/material/Tooltip'
import { type ReactNode, useState } from 'react'

interface IconMenuProps {
  readonly label: string
  readonly icon: ReactNode
  /** The items; `close` ends the menu. */
  readonly children: (close: () => void) => ReactNode
}

/** A button with an icon that opens a menu. The menu's own elements exist only while it is open. */
export const IconMenu = ({ label, icon, children }: IconMenuProps) => {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => setAnchor(null)
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          size="small"
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {icon}
        </IconButton>
      </Tooltip>
      {anchor !== null && (
        <Menu open anchorEl={anchor} onClose={close}>
          {children(close)}
        </Menu>
      )}
    </>
  )
}
