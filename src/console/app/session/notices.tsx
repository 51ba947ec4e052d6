import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'

import { type BackgroundWrite, dismissBackgroundWrite } from '#console/api/background-writes.ts'
import { errorWords } from '#console/api/error-words.ts'
import { renewSession, useSignInReason } from '#console/api/sign-in-again.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { detailWords, whatWords } from '#console/operations/operation-words.ts'
import { Spinner } from '#console/ui/loading/spinner.tsx'
import { announce, useNoticePlace } from '#console/ui/page/announcer.tsx'
import { Button } from '#console/ui/page/button.tsx'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { CopyButton } from '#console/ui/text/copy-button.tsx'
import { useSomethingOpen } from '#console/ui/dialog/use-leave-guard.ts'
import type { Remaining } from './session-end.ts'

interface NoticesProps {
  readonly expiresAt: string
  /** Undefined while the end of the session is far. */
  readonly remaining: Remaining | undefined
  readonly writes: readonly BackgroundWrite[]
}

/**
 * Alerts in a corner of the page: the end of the session, and the results of writes whose dialog was closed. They stand
 * over dialogs, cover none of their buttons, and are part of the one on top, whose focus trap keeps everything else out.
 */
export const Notices = ({ expiresAt, remaining, writes }: NoticesProps) => {
  const m = useMessages()
  // A dialog that fills a narrow window has its buttons at the bottom.
  const dialogOpen = useSomethingOpen()
  const place = useNoticePlace()
  // Moved as a whole: React would mount the alerts again in another place, closed ones included.
  const [host] = useState(() => document.createElement('div'))
  useLayoutEffect(() => place?.append(host), [place, host])
  useEffect(() => () => host.remove(), [host])
  return createPortal(
    <Box
      component="aside"
      aria-label={m.app.notices}
      sx={{
        '&:empty': { display: 'none' },
        position: 'fixed',
        zIndex: 'snackbar',
        bottom: { xs: dialogOpen ? 'auto' : 8, sm: 16 },
        top: { xs: dialogOpen ? 8 : 'auto', sm: 'auto' },
        insetInlineStart: { xs: 8, sm: 16 },
        insetInlineEnd: { xs: 8, sm: 'auto' },
        width: { sm: 400 },
        display: 'flex',
        flexDirection: 'column',
        gap: 2,
        '&& > *': { bgcolor: 'background.paper', boxShadow: 3 },
        '@media print': { display: 'none' },
      }}
    >
      {writes.map((write) => (
        <BackgroundNotice key={write.operation.id} write={write} />
      ))}
      {remaining && <SessionEndNotice expiresAt={expiresAt} remaining={remaining} />}
    </Box>,
    host,
  )
}

interface SessionEndNoticeProps {
  readonly expiresAt: string
  readonly remaining: Remaining
}

/** Announces the end of the session ten minutes and one minute before, and at the end. */
const SessionEndNotice = ({ expiresAt, remaining }: SessionEndNoticeProps) => {
  const m = useMessages()
  const words = m.session
  const signingIn = useSignInReason() !== null
  const [closedAt, setClosedAt] = useState<string>()
  const { stage, minutes } = remaining
  const here = `${expiresAt} ${stage}`

  const title = stage === 0 ? words.again : words.endsIn(minutes)
  const announceTitle = useEffectEvent((_stage: number) => announce(title))
  useEffect(() => announceTitle(stage), [stage])

  if (signingIn || closedAt === here) return null
  return (
    <Alert
      severity={stage === 10 ? 'info' : 'warning'}
      variant="outlined"
      role="group"
      aria-label={title}
      closeText={m.action.close}
      onClose={() => setClosedAt(here)}
    >
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      <Typography sx={{ mb: 2 }}>{stage === 0 ? words.endedHelp : words.endsHelp}</Typography>
      <Button size="small" onClick={renewSession}>
        {words.renew}
      </Button>
    </Alert>
  )
}

const doneMilliseconds = 10_000

/** A write that goes on although its dialog was closed, or its result. */
const BackgroundNotice = ({ write }: { readonly write: BackgroundWrite }) => {
  const m = useMessages()
  const { operation, state, error } = write
  const what = whatWords(m, operation)
  const { severity, word } = {
    running: { severity: 'info', word: m.operations.running } as const,
    done: { severity: 'success', word: m.operations.done } as const,
    failed: { severity: 'error', word: m.operations.failed } as const,
  }[state]
  const title = `${what}: ${word}`

  useEffect(() => announce(title), [title])
  useEffect(() => {
    if (state !== 'done') return
    const timer = setTimeout(() => dismissBackgroundWrite(write), doneMilliseconds)
    return () => clearTimeout(timer)
  }, [state, write])

  const words = state === 'failed' ? errorWords(m, error) : undefined
  return (
    <Alert
      severity={severity}
      variant="outlined"
      role="group"
      aria-label={title}
      {...(state === 'running'
        ? { icon: <Spinner /> }
        : { closeText: m.action.close, onClose: () => dismissBackgroundWrite(write) })}
    >
      <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
      <Typography sx={{ overflowWrap: 'anywhere' }}>{detailWords(m, operation)}</Typography>
      {state === 'running' && <Typography>{m.operations.stillRunning}</Typography>}
      {words && (
        <>
          <Typography>{words.what}</Typography>
          <Typography sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{words.todo}</Typography>
          <Typography component="div" variant="caption" color="textSecondary">
            <span>{`${m.operations.id}: `}</span>
            <CodeText>{operation.id}</CodeText>
            <CopyButton text={operation.id} label={m.operations.copyId} copied={m.action.copied} />
          </Typography>
        </>
      )}
    </Alert>
  )
}
