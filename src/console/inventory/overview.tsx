import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { styled } from '@mui/material/styles'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'

import { unusedDays } from '#console/api-keys/list/key-status.ts'
import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { Glyph } from '#console/ui/cell/glyph.tsx'
import { type StatusKind, statusGlyphs } from '#console/ui/cell/status-mark.tsx'
import { chosenOf, labelOf } from '#console/ui/list/search/filter-rows.ts'
import type { ListState } from '#console/ui/list/use-list-state.ts'
import { Button } from '#console/ui/page/button.tsx'
import { useMedia } from '#console/ui/page/use-media.ts'
import { type Bar, BarChart } from './bar-chart.tsx'
import { countValues, type Counts } from './counts.ts'
import { periodsOfUse, weeksAround } from './findings.ts'
import type { InventoryKey } from './queries.ts'

interface OverviewProps {
  /** The rows of each account, by account. Undefined until the first are loaded: the page has the room from the start. */
  readonly rows: ReadonlyMap<string, readonly InventoryKey[]> | undefined
  readonly state: ListState<InventoryKey>
}

/** How many keys there are of each kind, as cards and charts. Each card and bar turns a filter on or off. */
export const Overview = ({ rows, state }: OverviewProps) => {
  const { filters, chosen, setFilter } = state
  const counts = useMemo(() => countValues(rows?.values() ?? [], filters), [rows, filters])
  const toggle: Toggle = {
    isOn: (filter, value) => chosen.get(filter)?.includes(value) === true,
    onToggle: (filter, value) => setFilter(filter, chosenOf(chosen, filter, value, !toggle.isOn(filter, value))),
  }
  return (
    <>
      <Cards counts={counts} toggle={toggle} />
      <Charts counts={counts} loading={rows === undefined || rows.size === 0} toggle={toggle} filters={filters} />
    </>
  )
}

interface Toggle {
  readonly isOn: (filter: string, value: string) => boolean
  readonly onToggle: (filter: string, value: string) => void
}

interface Card {
  readonly filter: string
  readonly value: string
  readonly label: string
  readonly kind: StatusKind
}

const Cards = ({ counts, toggle }: { readonly counts: Counts; readonly toggle: Toggle }) => {
  const m = useMessages()
  const cards: readonly Card[] = [
    { filter: 'status', value: 'active', label: m.status.active, kind: 'good' },
    { filter: 'status', value: 'soon', label: m.apiKeys.expiresSoon, kind: 'soon' },
    { filter: 'status', value: 'expired', label: m.status.expired, kind: 'bad' },
    { filter: 'used', value: 'never', label: m.status.neverUsed, kind: 'idle' },
    { filter: 'used', value: 'long-ago', label: m.status.unusedFor(unusedDays), kind: 'idle' },
    { filter: 'expires', value: 'never', label: m.status.neverExpires, kind: 'soon' },
    { filter: 'finding', value: 'default-scopes', label: m.inventory.finding.defaultScopes, kind: 'soon' },
    { filter: 'finding', value: 'same-scopes', label: m.inventory.finding.sameScopes, kind: 'idle' },
    { filter: 'finding', value: 'suspended', label: m.inventory.finding.suspended, kind: 'bad' },
  ]
  return (
    <Box
      role="group"
      aria-label={m.inventory.filterBy}
      sx={{
        display: 'grid',
        gap: { xs: 1.5, sm: 2 },
        gridTemplateColumns: {
          xs: 'repeat(3, minmax(min-content, 1fr))',
          sm: 'repeat(auto-fit, minmax(136px, 1fr))',
          // All in one row, each at least as wide as its longest word.
          lg: 'repeat(9, minmax(min-content, 1fr))',
        },
        '@media (max-width: 349.95px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
      }}
    >
      {cards.map(({ filter, value, label, kind }) => {
        const count = counts.get(filter)?.get(value) ?? 0
        return (
          <CardButton
            key={label}
            aria-label={m.inventory.card(label, count)}
            aria-pressed={toggle.isOn(filter, value)}
            onClick={() => toggle.onToggle(filter, value)}
          >
            <span className="status count" data-kind={count === 0 ? 'idle' : kind}>
              <Glyph name={statusGlyphs[kind]} />
              <span>{m.list.number(count)}</span>
            </span>
            <span className="label">{label}</span>
          </CardButton>
        )
      })}
    </Box>
  )
}

const CardButton = styled(ButtonBase)(({ theme }) => {
  const { palette } = theme.vars ?? theme
  return {
    flexDirection: 'column',
    alignItems: 'flex-start',
    justifyContent: 'flex-start',
    gap: 2,
    padding: '6px 8px 8px',
    [theme.breakpoints.down('sm')]: { paddingInline: 6 },
    border: `1px solid ${palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    textAlign: 'start',
    font: 'inherit',
    '& .count': { fontSize: '1rem', fontWeight: 600 },
    '& .label': { fontSize: '0.75rem', lineHeight: '16px', color: palette.text.secondary },
    '&:hover': { background: palette.action.hover },
    '&[aria-pressed=true]': {
      borderColor: palette.primary.main,
      background: palette.action.selected,
      '& .label': { color: palette.text.primary },
      // Forced colours take the background away, and show the outline.
      '&:not(:focus-visible)': { outline: '2px solid transparent', outlineOffset: -2 },
    },
  }
})

interface ChartsProps {
  readonly counts: Counts
  readonly loading: boolean
  readonly toggle: Toggle
  readonly filters: ListState<InventoryKey>['filters']
}

const Charts = ({ counts, loading, toggle, filters }: ChartsProps) => {
  const m = useMessages()
  // In a narrow window the list would begin two screens below.
  const wide = useMedia('(min-width: 600px)')
  const [open, setOpen] = useState(wide)
  return (
    <Box>
      <Button
        variant="text"
        size="small"
        sx={{ ml: -2 }}
        aria-expanded={open}
        startIcon={open ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
        onClick={() => setOpen(!open)}
      >
        {m.inventory.charts}
      </Button>
      {open && (
        <Box
          sx={{
            display: 'grid',
            gap: 4,
            mt: 2,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 5fr) minmax(0, 3fr)' },
          }}
        >
          <ExpiryChart counts={counts} loading={loading} toggle={toggle} />
          <BarChart
            title={m.inventory.lastUse}
            header={m.inventory.periodHeader}
            bars={periodsOfUse.map((value): Bar => {
              const used = filters.find(({ id }) => id === 'used')
              const label = used ? labelOf(used, value) : value
              return { value, label, count: counts.get('used')?.get(value) ?? 0, tick: m.inventory.period[value] }
            })}
            isOn={(value) => toggle.isOn('used', value)}
            onToggle={(value) => toggle.onToggle('used', value)}
          />
        </Box>
      )}
    </Box>
  )
}

const ExpiryChart = ({ counts, loading, toggle }: Omit<ChartsProps, 'filters'>) => {
  const m = useMessages()
  // Formatting the weeks takes longer than everything else here, so it is not done again while the list loads.
  const weeks = useMemo(() => chartedWeeks(m), [m])
  const byWeek = counts.get('expires')
  return (
    <BarChart
      title={m.inventory.expiries}
      header={m.inventory.weekHeader}
      bars={weeks.map((week): Bar => ({ ...week, count: byWeek?.get(week.value) ?? 0 }))}
      isOn={(value) => toggle.isOn('expires', value)}
      onToggle={(value) => toggle.onToggle('expires', value)}
      empty={loading ? '' : m.inventory.noExpiries}
    />
  )
}

const weeksOfYear = 53

const chartedWeeks = (m: Messages) =>
  weeksAround(now(), 0, weeksOfYear).map(({ id, from, to }, index, weeks) => {
    const before = weeks[index - 1]
    const newMonth = before === undefined || before.to.getMonth() !== to.getMonth()
    return {
      value: id,
      label: m.inventory.week(from, to),
      // The month that begins in this week. None where there is no room for it.
      tick: newMonth && before !== undefined && index < weeksOfYear - 2 ? m.inventory.month(to) : '',
    }
  })
