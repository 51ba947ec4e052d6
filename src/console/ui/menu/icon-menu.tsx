import IconButton from '@mui/material/IconButton'
import { type ReactNode, useState } from 'react'

import { onDemand } from '../page/on-demand.ts'

export interface MenuChoice {
  readonly label: string
  readonly onSelect: () => void
  readonly icon?: ReactNode
  readonly destructive?: true
  /** Whether it is the chosen one of several; absent for what is done and not chosen. */
  readonly chosen?: boolean
  /** BCP 47 tag, when the label is in another language. */
  readonly lang?: string
  /** The menu stays open, to show what comes of it. */
  readonly staysOpen?: true
  /** It is being done. */
  readonly pending?: boolean
}

interface IconMenuProps {
  readonly label: string
  readonly icon: ReactNode
  /** Stands above the choices. */
  readonly head?: ReactNode
  readonly choices: readonly MenuChoice[]
}

const Choices = onDemand(async () => (await import('./icon-menu-choices.tsx')).IconMenuChoices)

/** A button with an icon that opens a menu. The menu's own code and elements exist only when it was opened. */
export const IconMenu = ({ label, icon, head, choices }: IconMenuProps) => {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <IconButton
        size="small"
        aria-label={label}
        data-tip=""
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onPointerEnter={Choices.preload}
        onFocus={Choices.preload}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {icon}
      </IconButton>
      {anchor !== null && <Choices anchor={anchor} head={head} choices={choices} onClose={() => setAnchor(null)} />}
    </>
  )
}
