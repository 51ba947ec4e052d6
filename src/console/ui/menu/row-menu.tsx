import { useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import type { MenuChoice } from './icon-menu.tsx'
import { Glyph } from '../cell/glyph.tsx'
import { useControlTabIndex } from '../cell/in-grid.ts'
import { lazyPart } from '../loading/lazy-part.ts'

export type RowAction = Pick<MenuChoice, 'label' | 'onSelect' | 'destructive'>

interface RowMenuProps {
  /** The row in the accessible name: `Actions for {name}`. */
  readonly name: string
  readonly actions: readonly RowAction[]
}

const Choices = lazyPart(async () => (await import('./icon-menu-choices.tsx')).IconMenuChoices)

/** The menu of a row. */
export const RowMenu = ({ name, actions }: RowMenuProps) => {
  const m = useMessages()
  const tabIndex = useControlTabIndex()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <button
        type="button"
        className="small-button"
        tabIndex={tabIndex}
        aria-label={m.list.actions(name)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        data-tip=""
        onPointerEnter={Choices.preload}
        onFocus={Choices.preload}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Glyph name="dots" />
      </button>
      {anchor !== null && (
        <Choices anchor={anchor} head={undefined} choices={actions} onClose={() => setAnchor(null)} />
      )}
    </>
  )
}
