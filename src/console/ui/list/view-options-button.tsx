import IconButton from '@mui/material/IconButton'
import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { lazyPart } from '../loading/lazy-part.ts'
import { chooseExactTimes, useExactTimes } from '../cell/exact-times.ts'
import type { ListState } from './use-list-state.ts'

const ChoicePanel = lazyPart(async () => (await import('./choice-panel.tsx')).ChoicePanel)

/** The view options of a list: columns, row height and time format. */
export const ViewOptionsButton = <Row,>({ state }: { readonly state: ListState<Row> }) => {
  const m = useMessages()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { columns, viewOptions, setViewOptions } = state
  const exact = useExactTimes()
  const groups = [
    {
      id: 'columns',
      label: m.list.columns,
      help: m.list.columnsHelp,
      choices: columns.map(({ id, header }, index) => ({
        value: id,
        label: header,
        chosen: !viewOptions.hidden.includes(id),
        fixed: index === 0,
      })),
    },
    {
      id: 'rows',
      label: m.list.rows,
      choices: [
        { value: 'compact', label: m.list.compact, chosen: viewOptions.compact },
        { value: 'exact', label: m.list.exactTimes, chosen: exact },
      ],
    },
  ]
  const choose = (group: string, value: string, chosen: boolean) => {
    if (group === 'rows')
      return value === 'exact' ? chooseExactTimes(chosen) : setViewOptions({ ...viewOptions, compact: chosen })
    const hidden = viewOptions.hidden.filter((id) => id !== value)
    setViewOptions({ ...viewOptions, hidden: chosen ? hidden : [...hidden, value] })
  }
  return (
    <>
      <IconButton
        size="small"
        aria-label={m.list.viewOptions}
        data-tip=""
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onPointerEnter={ChoicePanel.preload}
        onFocus={ChoicePanel.preload}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <SlidersHorizontal size={16} />
      </IconButton>
      {anchor !== null && (
        <ChoicePanel
          label={m.list.viewOptions}
          anchor={anchor}
          groups={groups}
          onChange={choose}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  )
}
