import Box from '@mui/material/Box'
import { use } from 'react'

import { useFormats } from '#console/i18n/i18n.ts'
import { useExactTimes } from './exact-times.ts'
import { InGrid } from './in-grid.ts'

interface InstantProps {
  /** RFC 3339 timestamp. */
  readonly at: string
}

/** A moment as relative or, by choice, exact time; local time and UTC as its description, which a tooltip shows. */
export const Instant = ({ at }: InstantProps) => {
  const f = useFormats()
  const exact = useExactTimes()
  // Outside of a table, whose cells have the focus, the description must be within reach of the keyboard too.
  const tabIndex = use(InGrid) ? undefined : 0
  return (
    <time dateTime={at} tabIndex={tabIndex} aria-description={f.zones(at).join('\n')} data-tip="">
      {exact ? f.dateTime(at) : f.relative(at)}
    </time>
  )
}

/** A moment as relative time, local time and UTC, each in its own line. */
export const FullInstant = ({ at }: InstantProps) => {
  const f = useFormats()
  return (
    <Box component="time" dateTime={at} sx={{ whiteSpace: 'pre-line' }}>
      {[f.relative(at), ...f.zones(at)].join('\n')}
    </Box>
  )
}
