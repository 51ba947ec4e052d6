import Box from '@mui/material/Box'
import { use } from 'react'

import { useFormats } from '#console/i18n/i18n.ts'
import { useExactTimes } from './exact-times.ts'
import { InGrid } from './in-grid.ts'

interface InstantProps {
  /** RFC 3339 timestamp. */
  readonly at: string
}

/** A relative or, by choice, exact time. Its description, shown as a tooltip, has local time and UTC. */
export const Instant = ({ at }: InstantProps) => {
  const f = useFormats()
  const exact = useExactTimes()
  // Outside a grid, whose cells take the focus, the keyboard must reach the description too.
  const tabIndex = use(InGrid) ? undefined : 0
  return (
    <time dateTime={at} tabIndex={tabIndex} aria-description={f.zones(at).join('\n')} data-tip="">
      {exact ? f.dateTime(at) : f.relative(at)}
    </time>
  )
}

/** Relative time, local time and UTC, on one line each. */
export const FullInstant = ({ at }: InstantProps) => {
  const f = useFormats()
  return (
    <Box component="time" dateTime={at} sx={{ whiteSpace: 'pre-line' }}>
      {[f.relative(at), ...f.zones(at)].join('\n')}
    </Box>
  )
}
