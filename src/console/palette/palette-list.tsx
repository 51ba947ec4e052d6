import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'

import type { Entry, Group } from './entry.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'

interface PaletteListProps {
  readonly id: string
  readonly label: string
  readonly groups: readonly Group[]
  readonly optionId: (id: string) => string
  readonly active: Entry | undefined
  readonly onActive: (id: string) => void
  readonly onRun: (entry: Entry) => void
}

/** The groups of entries. The focused search field says which entry is active. */
export const PaletteList = ({ id, label, groups, optionId, active, onActive, onRun }: PaletteListProps) => (
  <Box
    id={id}
    role="listbox"
    aria-label={label}
    // Keep the focus in the field.
    onMouseDown={(event) => event.preventDefault()}
    sx={{ '&:not(:empty)': { p: 2 } }}
  >
    {groups.map(({ name, entries }) => (
      <Box key={name} role="group" aria-label={name}>
        <Typography
          variant="caption"
          component="div"
          aria-hidden
          color="textSecondary"
          sx={{ px: 2, pt: 2, pb: 1, fontWeight: 500 }}
        >
          {name}
        </Typography>
        {entries.map((entry) => (
          <Option
            key={entry.id}
            id={optionId(entry.id)}
            entry={entry}
            active={entry.id === active?.id}
            onActive={() => onActive(entry.id)}
            onRun={() => onRun(entry)}
          />
        ))}
      </Box>
    ))}
  </Box>
)

interface OptionProps {
  readonly id: string
  readonly entry: Entry
  readonly active: boolean
  readonly onActive: () => void
  readonly onRun: () => void
}

const Option = ({ id, entry: { Icon, label, detail, code }, active, onActive, onRun }: OptionProps) => (
  <Box
    id={id}
    role="option"
    aria-selected={active}
    // Use move, not enter: scrolling under a resting pointer must not change the active entry.
    onMouseMove={active ? undefined : onActive}
    onClick={onRun}
    sx={{
      display: 'flex',
      alignItems: 'center',
      gap: 3,
      minHeight: 36,
      px: 2,
      py: 1,
      borderRadius: 1,
      cursor: 'pointer',
      // Forced colours remove the background and show the outline.
      ...(active && { bgcolor: 'action.selected', outline: '2px solid transparent', outlineOffset: -2 }),
      '& svg': { flex: 'none', color: active ? 'primary.main' : 'text.secondary' },
    }}
  >
    <Icon size={16} aria-hidden />
    <Box
      sx={{
        flex: 1,
        minWidth: 0,
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'baseline',
        columnGap: 3,
        '& > *': { overflowWrap: 'anywhere', minWidth: 0 },
      }}
    >
      <Typography {...(code !== undefined && { translate: 'no' })} sx={{ flex: '1 1 auto' }}>
        {label}
      </Typography>
      {detail !== undefined && (
        <Typography translate="no" variant="caption" color="textSecondary">
          {detail}
        </Typography>
      )}
      {code !== undefined && <CodeText color="textSecondary">{code}</CodeText>}
    </Box>
  </Box>
)
