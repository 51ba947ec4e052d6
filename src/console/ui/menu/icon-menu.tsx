import IconButton from '@mui/material/IconButton'
import { type ReactNode, useState } from 'react'

import { lazyPart } from '../loading/lazy-part.ts'

export interface MenuChoice {
  readonly label: string
  readonly onSelect: () => void
  readonly icon?: ReactNode
  readonly destructive?: true
  /** Whether it is the current one of several choices. Absent for commands. */
  readonly chosen?: boolean
  /** BCP 47 tag if the label is in another language. */
  readonly lang?: string
  /** The menu stays open to show the result. */
  readonly staysOpen?: true
  /** In progress. */
  readonly pending?: boolean
}

interface IconMenuProps {
  readonly label: string
  readonly icon: ReactNode
  /** Content above the choices. */
  readonly head?: ReactNode
  readonly choices: readonly MenuChoice[]
}

const Choices = lazyPart(async () => (await import('./icon-menu-choices.tsx')).IconMenuChoices)

/** An icon button with a menu. The menu's code and elements load when it is opened. */
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
