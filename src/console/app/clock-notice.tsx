import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import { useState } from 'react'

import { useClockOffset } from '#console/clock.ts'
import { useMessages } from '#console/i18n/i18n.ts'

const minute = 60_000
const key = 'keyrack.clockNoticeClosed'

const wasClosed = (): boolean => {
  try {
    return sessionStorage.getItem(key) !== null
  } catch {
    // Storage may be forbidden; then it is said with each load.
    return false
  }
}

const rememberClosed = (): void => {
  try {
    sessionStorage.setItem(key, '')
  } catch {
    // See above.
  }
}

/** Says that the computer's clock is off by more than a minute, and what that means, until it is closed. */
export const ClockNotice = () => {
  const m = useMessages()
  const words = m.clock
  const offset = useClockOffset()
  const [closed, setClosed] = useState(wasClosed)
  if (closed || Math.abs(offset) <= minute) return null
  const minutes = Math.round(Math.abs(offset) / minute)
  return (
    <Alert
      severity="info"
      variant="outlined"
      role="status"
      sx={{ mb: 4 }}
      closeText={words.close}
      onClose={() => {
        rememberClosed()
        setClosed(true)
      }}
    >
      <Typography sx={{ fontWeight: 600 }}>{offset < 0 ? words.ahead(minutes) : words.behind(minutes)}</Typography>
      <Typography>{words.help}</Typography>
    </Alert>
  )
}
