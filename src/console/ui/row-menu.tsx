import { Ellipsis } from 'lucide-react'

import { useMessages } from '#console/i18n/i18n.ts'
import { IconMenu, type MenuChoice } from './icon-menu.tsx'

export type RowAction = Pick<MenuChoice, 'label' | 'onSelect' | 'destructive'>

interface RowMenuProps {
  /** Names the row: `Actions for {name}`. */
  readonly name: string
  readonly actions: readonly RowAction[]
}

/** The menu of a row. */
export const RowMenu = ({ name, actions }: RowMenuProps) => {
  const m = useMessages()
  return <IconMenu label={m.list.actions(name)} icon={<Ellipsis size={16} />} choices={actions} />
}
