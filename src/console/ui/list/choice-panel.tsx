import Box from '@mui/material/Box'
import InputBase from '@mui/material/InputBase'
import Popover from '@mui/material/Popover'
import Typography from '@mui/material/Typography'
import { useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { focusOnArrival } from '../page/focus.ts'
import { textMatcher } from '../text/fold.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly chosen: boolean
  /** The number of rows with this value. */
  readonly count?: number
  /** The label is a scope or the like, which page translation must not change. */
  readonly verbatim?: boolean
  /** Disabled. */
  readonly fixed?: boolean
}

export interface ChoiceGroup {
  readonly id: string
  readonly label: string
  /** Below the choices. */
  readonly help?: string
  readonly choices: readonly Choice[]
}

interface ChoicePanelProps {
  readonly label: string
  readonly anchor: HTMLElement
  readonly groups: readonly ChoiceGroup[]
  readonly onChange: (group: string, value: string, chosen: boolean) => void
  readonly onClose: () => void
}

/** Groups with more choices than this can be searched. */
const many = 12
const drawnMax = 100

/** A popover with groups of checkboxes. Changes apply at once. */
export const ChoicePanel = ({ label, anchor, groups, onChange, onClose }: ChoicePanelProps) => (
  <Popover
    open
    anchorEl={anchor}
    onClose={onClose}
    anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
    slotProps={{
      paper: {
        role: 'dialog',
        'aria-label': label,
        sx: {
          width: 300,
          maxHeight: 'min(480px, calc(100% - 32px))',
          mt: 1,
          py: 2,
          border: 1,
          borderColor: 'divider',
          boxShadow: '0 4px 16px rgb(0 0 0 / 0.12)',
        },
      },
    }}
  >
    {groups.map((group, index) => (
      <Group key={group.id} group={group} first={index === 0} onChange={onChange} />
    ))}
  </Popover>
)

interface TickProps {
  readonly chosen: boolean
  readonly fixed: boolean
  readonly first: boolean
  readonly onChange: (chosen: boolean) => void
}

// Optimistic: the address has precedence, but updates too late for a checkbox.
const Tick = ({ chosen, fixed, first, onChange }: TickProps) => {
  const [ticked, setTicked] = useState(chosen)
  const [before, setBefore] = useState(chosen)
  if (chosen !== before) {
    setBefore(chosen)
    setTicked(chosen)
  }
  return (
    <input
      type="checkbox"
      checked={ticked}
      disabled={fixed}
      ref={first ? focusOnArrival : undefined}
      onChange={() => {
        setTicked(!ticked)
        onChange(!ticked)
      }}
    />
  )
}

interface GroupProps {
  readonly group: ChoiceGroup
  readonly first: boolean
  readonly onChange: ChoicePanelProps['onChange']
}

const Group = ({ group, first, onChange }: GroupProps) => {
  const m = useMessages()
  const [search, setSearch] = useState('')
  const matches = textMatcher(search)
  const found = group.choices.filter(({ label }) => matches(label))
  const focusable = found.findIndex(({ fixed }) => !fixed)
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, minWidth: 0, border: 0, '& + &': { mt: 2 } }}>
      <Typography component="legend" variant="caption" color="textSecondary" sx={{ px: 4, py: 1 }}>
        {group.label}
      </Typography>
      {group.choices.length > many && (
        <InputBase
          type="search"
          fullWidth
          value={search}
          placeholder={m.list.searchIn(group.label)}
          onChange={(event) => setSearch(event.target.value)}
          inputProps={{ 'aria-label': m.list.searchIn(group.label), spellCheck: false }}
          sx={{ px: 4, py: 1, borderBlock: 1, borderColor: 'divider', fontSize: '0.875rem' }}
        />
      )}
      {found.slice(0, drawnMax).map(({ value, label, chosen, count, verbatim, fixed }, index) => (
        <Box
          key={value}
          component="label"
          sx={{
            display: 'flex',
            alignItems: 'flex-start',
            gap: 3,
            px: 4,
            py: 1.5,
            '&:hover': { bgcolor: 'action.hover' },
            '& input': {
              flex: 'none',
              width: 16,
              height: 16,
              m: 0,
              mt: '3px',
              accentColor: 'var(--mui-palette-primary-main)',
            },
          }}
        >
          <Tick
            chosen={chosen}
            fixed={fixed === true}
            first={first && index === focusable && search === ''}
            onChange={(next) => onChange(group.id, value, next)}
          />
          <Box
            component="span"
            {...(verbatim && { translate: 'no' })}
            sx={{ flex: '1 1 auto', minWidth: 0, overflowWrap: 'anywhere' }}
          >
            {label}
          </Box>
          {count !== undefined && (
            <Box component="span" aria-hidden sx={{ color: 'text.secondary' }}>
              {m.list.number(count)}
            </Box>
          )}
        </Box>
      ))}
      {found.length === 0 && (
        <Typography color="textSecondary" sx={{ px: 4, py: 1.5 }}>
          {m.list.noChoice}
        </Typography>
      )}
      {group.help !== undefined && (
        <Typography variant="caption" component="p" color="textSecondary" sx={{ px: 4, py: 1 }}>
          {group.help}
        </Typography>
      )}
      {found.length > drawnMax && (
        <Typography color="textSecondary" sx={{ px: 4, py: 1.5 }}>
          {m.list.moreChoices(found.length - drawnMax)}
        </Typography>
      )}
    </Box>
  )
}
