import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useEffectEvent, useState } from 'react'

import { renewSession, useSignInReason } from '#console/api/sign-in-again.ts'
import { now } from '#console/clock.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { announce } from '#console/ui/page/announcer.tsx'
import { Button } from '#console/ui/page/button.tsx'
import { useSomethingOpen } from '#console/ui/dialog/use-leave-guard.ts'
import { remainingOf } from './session-end.ts'

const checkEvery = 5000

/**
 * What remains of the session. Asks the clock often instead of setting one timer, because timers stand still while the
 * computer sleeps.
 */
const useRemaining = (expiresAt: string) => {
  const [remaining, setRemaining] = useState(() => remainingOf(expiresAt, now()))
  useEffect(() => {
    const check = () => {
      const next = remainingOf(expiresAt, now())
      setRemaining((before) => (before?.minutes === next?.minutes ? before : next))
    }
    check()
    const timer = setInterval(check, checkEvery)
    document.addEventListener('visibilitychange', check)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', check)
    }
  }, [expiresAt])
  return remaining
}

/**
 * Announces the end of the session ten minutes and one minute before, and at the end. Stands over dialogs, and covers
 * none of their buttons.
 */
export const SessionEndNotice = ({ expiresAt }: { readonly expiresAt: string }) => {
  const m = useMessages()
  const words = m.session
  const remaining = useRemaining(expiresAt)
  // A dialog that fills a narrow window has its buttons at the bottom.
  const dialogOpen = useSomethingOpen()
  const signingIn = useSignInReason() !== null
  const [closedAt, setClosedAt] = useState<string>()
  const stage = remaining?.stage
  const here = `${expiresAt} ${stage}`

  const title = remaining === undefined ? '' : stage === 0 ? words.again : words.endsIn(remaining.minutes)
  const announceTitle = useEffectEvent(() => announce(title))
  useEffect(() => {
    if (stage !== undefined) announceTitle()
  }, [stage])

  if (stage === undefined || signingIn || closedAt === here) return null
  return (
    <Box
      component="aside"
      aria-label={title}
      sx={{
        position: 'fixed',
        zIndex: 'snackbar',
        bottom: { xs: dialogOpen ? 'auto' : 8, sm: 16 },
        top: { xs: dialogOpen ? 8 : 'auto', sm: 'auto' },
        insetInlineStart: { xs: 8, sm: 16 },
        insetInlineEnd: { xs: 8, sm: 'auto' },
        maxWidth: { sm: 400 },
        bgcolor: 'background.paper',
        borderRadius: 1,
        boxShadow: 3,
        '@media print': { display: 'none' },
      }}
    >
      <Alert
        severity={stage === 10 ? 'info' : 'warning'}
        variant="outlined"
        role="group"
        closeText={m.clock.close}
        onClose={() => setClosedAt(here)}
      >
        <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
        <Typography sx={{ mb: 2 }}>{stage === 0 ? words.endedHelp : words.endsHelp}</Typography>
        <Button size="small" onClick={renewSession}>
          {words.renew}
        </Button>
      </Alert>
    </Box>
  )
}
