import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { styled } from '@mui/material/styles'
import { ListFilter, X } from 'lucide-react'
import { type RefObject, useMemo, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '../../page/button.tsx'
import type { ChoiceGroup } from '../choice-panel.tsx'
import { chosenOf, labelOf, optionsOf } from './filter-rows.ts'
import { lazyPart } from '../../loading/lazy-part.ts'
import { Quoting } from '../../cell/verbatim.tsx'
import type { ListState } from '../use-list-state.ts'

const ChoicePanel = lazyPart(async () => (await import('../choice-panel.tsx')).ChoicePanel)

interface FilterButtonProps<Row> {
  readonly rows: readonly Row[]
  readonly state: ListState<Row>
  readonly buttonRef: RefObject<HTMLButtonElement | null>
}

/** The filter button of a list. */
export const FilterButton = <Row,>({ rows, state, buttonRef }: FilterButtonProps<Row>) => {
  const m = useMessages()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button
        ref={buttonRef}
        startIcon={<ListFilter size={16} />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onPointerEnter={ChoicePanel.preload}
        onFocus={ChoicePanel.preload}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {m.list.filters}
      </Button>
      {anchor !== null && <FilterPanel anchor={anchor} rows={rows} state={state} onClose={() => setAnchor(null)} />}
    </>
  )
}

interface FilterPanelProps<Row> {
  readonly anchor: HTMLElement
  readonly rows: readonly Row[]
  readonly state: ListState<Row>
  readonly onClose: () => void
}

const FilterPanel = <Row,>({ anchor, rows, state, onClose }: FilterPanelProps<Row>) => {
  const m = useMessages()
  const { filters, chosen, setFilter } = state
  const groups = useMemo(
    () =>
      filters.map((filter): ChoiceGroup => {
        const values = chosen.get(filter.id) ?? []
        const choices = optionsOf(rows, filter, values).flatMap(({ elsewhere, ...option }) => {
          const isChosen = values.includes(option.value)
          if (elsewhere && !isChosen) return []
          return [{ ...option, chosen: isChosen, verbatim: filter.options === undefined }]
        })
        return { id: filter.id, label: filter.label, choices }
      }),
    [rows, filters, chosen],
  )
  return (
    <ChoicePanel
      label={m.list.filters}
      anchor={anchor}
      groups={groups.filter(({ choices }) => choices.length > 0)}
      onChange={(id, value, on) => setFilter(id, chosenOf(chosen, id, value, on))}
      onClose={onClose}
    />
  )
}

interface FilterChipsProps<Row> {
  readonly state: ListState<Row>
  /** A removed chip loses the focus, so move it elsewhere. */
  readonly onRemoved: () => void
}

/** A chip per active filter value. */
export const FilterChips = <Row,>({ state, onRemoved }: FilterChipsProps<Row>) => {
  const m = useMessages()
  const { filters, chosen, setFilter, clearFilters } = state
  if (chosen.size === 0) return null
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}>
      {filters.flatMap((filter) =>
        (chosen.get(filter.id) ?? []).map((value) => {
          const words = `${filter.label}: ${labelOf(filter, value)}`
          return (
            <Chip
              className="filter"
              key={`${filter.id} ${value}`}
              aria-label={m.list.removeFilter(words)}
              onClick={() => {
                setFilter(filter.id, chosenOf(chosen, filter.id, value, false))
                onRemoved()
              }}
            >
              <span>
                <Quoting text={words} part={filter.options === undefined ? value : ''} />
              </span>
              <X size={14} aria-hidden />
            </Chip>
          )
        }),
      )}
      <Button
        variant="text"
        onClick={() => {
          clearFilters()
          onRemoved()
        }}
      >
        {m.list.clearFilters}
      </Button>
    </Box>
  )
}

const Chip = styled(ButtonBase)(({ theme }) => ({
  minHeight: 28,
  maxWidth: '100%',
  padding: '0 8px',
  gap: 4,
  border: `1px solid ${(theme.vars ?? theme).palette.divider}`,
  borderRadius: theme.shape.borderRadius,
  background: (theme.vars ?? theme).palette.action.selected,
  font: 'inherit',
  fontSize: '0.75rem',
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& svg': { flex: 'none' },
}))
