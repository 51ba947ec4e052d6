import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'

import { useFormats } from '#console/i18n/i18n.ts'

/** A moment as relative time; local time and UTC in a tooltip. */
export const Instant = ({ at }: { readonly at: string }) => {
  const f = useFormats()
  return (
    <Tooltip
      title={
        <>
          {f.dateTimeZone(at)}
          <br />
          {f.utc(at)}
        </>
      }
    >
      <Box component="time" dateTime={at}>
        {f.relative(at)}
      </Box>
    </Tooltip>
  )
}
