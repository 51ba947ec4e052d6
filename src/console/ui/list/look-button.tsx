import IconButton from '@mui/material/IconButton'
import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { onDemand } from '../page/on-demand.ts'
import { chooseExactTimes, useExactTimes } from '../cell/exact-times.ts'
import type { ListState } from './use-list-state.ts'

const ChoicePanel = onDemand(async () => (await import('./choice-panel.tsx')).ChoicePanel)

/** The display options of a list: columns, row height and time format. */
export const LookButton = <Row,>({ state }: { readonly state: ListState<Row> }) => {
  const m = useMessages()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { columns, look, setLook } = state
  const exact = useExactTimes()
  const groups = [
    {
      id: 'columns',
      label: m.list.columns,
      help: m.list.columnsHelp,
      choices: columns.map(({ id, header }, index) => ({
        value: id,
        label: header,
        chosen: !look.hidden.includes(id),
        fixed: index === 0,
      })),
    },
    {
      id: 'rows',
      label: m.list.rows,
      choices: [
        { value: 'compact', label: m.list.compact, chosen: look.compact },
        { value: 'exact', label: m.list.exactTimes, chosen: exact },
      ],
    },
  ]
  const choose = (group: string, value: string, chosen: boolean) => {
    if (group === 'rows') return value === 'exact' ? chooseExactTimes(chosen) : setLook({ ...look, compact: chosen })
    const hidden = look.hidden.filter((id) => id !== value)
    setLook({ ...look, hidden: chosen ? hidden : [...hidden, value] })
  }
  return (
    <>
      <IconButton
        size="small"
        aria-label={m.list.look}
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
          label={m.list.look}
          anchor={anchor}
          groups={groups}
          onChange={choose}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  )
}
