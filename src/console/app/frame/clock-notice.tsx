import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import * as z from 'zod/mini'

import { useClockOffset } from '#console/clock.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { remembered } from '#console/state/remembered.ts'
import { useStore } from '#console/state/store.ts'

const minute = 60_000
const closedHere = remembered('keyrack.clockNoticeClosed', z.boolean(), () => sessionStorage)

/** Warns that the computer's clock is off by minutes, until dismissed. */
export const ClockNotice = () => {
  const m = useMessages()
  const words = m.clock
  const offset = useClockOffset()
  const closed = useStore(closedHere)
  if (closed) return null
  const minutes = Math.round(Math.abs(offset) / minute)
  return (
    <Alert
      severity="info"
      variant="outlined"
      role="status"
      sx={{ mb: 4 }}
      closeText={words.close}
      onClose={() => closedHere.set(true)}
    >
      <Typography sx={{ fontWeight: 600 }}>{offset < 0 ? words.ahead(minutes) : words.behind(minutes)}</Typography>
      <Typography>{words.help}</Typography>
    </Alert>
  )
}
