import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { Check } from 'lucide-react'
import { type ReactNode, useCallback, useId, useState } from 'react'

import { apiKeyList } from '#console/api-keys/list/columns.tsx'
import type { useFreshKey } from '#console/api-keys/use-fresh-key.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { StatusMark } from '#console/ui/cell/status-mark.tsx'
import { AskDialog } from '#console/ui/dialog/ask-dialog.tsx'
import { useLeaveGuard } from '#console/ui/dialog/use-leave-guard.ts'
import { Announcer } from '#console/ui/page/announcer.tsx'
import { Button } from '#console/ui/page/button.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { LeakFacts } from './leak-facts.tsx'
import { LeakRecord } from './leak-record.tsx'
import type { RecordEntry } from './record.ts'
import { endOf, useSeconds } from './time-left.ts'

/** What can be done about a leaked key. */
export type LeakStep = 'stop' | 'restore' | 'suspend' | 'reactivate' | 'rotate' | 'delete'

const stopping: ReadonlySet<LeakStep | undefined> = new Set(['stop', 'restore', 'suspend', 'reactivate'])

interface LeakStepsProps {
  readonly fresh: ReturnType<typeof useFreshKey>
  readonly apiKey: ApiKey
  readonly account: ServiceAccount
  /** The key before it was stopped here, while that can be undone. */
  readonly former: ApiKey | undefined
  /** The key that replaces it. */
  readonly createdId: string | undefined
  /** The key no longer exists. */
  readonly gone: boolean
  readonly entries: readonly RecordEntry[]
  /** The step to return to. */
  readonly last: LeakStep | undefined
  readonly onStep: (step: LeakStep) => void
  readonly onClose: () => void
}

/** The steps, what was done so far, and the record of it. Tells the former expiry before it is forgotten. */
export const LeakSteps = (props: LeakStepsProps) => {
  const { fresh, apiKey, account, former, createdId, gone, entries, last, onStep, onClose } = props
  const m = useMessages()
  const f = useFormats()
  const words = useOnDemandMessages().leak
  const titleId = useId()
  const [asking, setAsking] = useState(false)
  const forgets = former !== undefined && !gone
  const tryToClose = useCallback(() => {
    if (forgets) setAsking(true)
    else onClose()
  }, [forgets, onClose])
  useLeaveGuard({ stops: forgets ? 'all' : 'back', warns: false }, tryToClose)

  const at = useSeconds()
  const end = endOf(apiKey.expiresAt, at)
  const canRestore = former !== undefined && endOf(former.expiresAt, at) !== 'stopped'
  const suspended = account.status === 'SUSPENDED'
  const isStopped = gone || suspended || end === 'stopped'
  const next = !isStopped && end === 'open' ? 'stop' : createdId === undefined ? 'rotate' : gone ? 'close' : 'delete'
  const primary = (step: typeof next) => step === next && ({ variant: 'contained', color: 'primary' } as const)

  return (
    <Dialog open transitionDuration={0} onClose={tryToClose} aria-labelledby={titleId}>
      <Announcer />
      <DialogTitle id={titleId} {...(last === undefined && { ref: focusOnArrival })} tabIndex={-1} sx={{ outline: 0 }}>
        {words.title(apiKeyList.rowName(apiKey))}
      </DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <Typography color="textSecondary">{words.intro}</Typography>
        <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'flex', flexDirection: 'column', gap: 5 }}>
          <Step number={1} title={words.keyStep}>
            <LeakFacts fresh={fresh} apiKey={apiKey} account={account} gone={gone} />
          </Step>
          <Step number={2} title={words.stopStep} done={isStopped} focused={stopping.has(last)}>
            {gone ? (
              <StatusMark kind="good" word={words.deleted} />
            ) : (
              <>
                {suspended && <StatusMark kind="soon" word={words.suspended} />}
                {end === 'open' && !suspended && <Typography>{words.stopHelp}</Typography>}
                {end === 'stopping' && !suspended && apiKey.expiresAt !== undefined && (
                  <TimeLeft expiresAt={apiKey.expiresAt} />
                )}
                {end === 'stopped' && <StatusMark kind="good" word={words.stopped} />}
                {former !== undefined && (
                  <Typography>
                    {former.expiresAt === undefined
                      ? words.formerNever
                      : words.former(f.dateTimeZone(former.expiresAt))}
                  </Typography>
                )}
                <Actions>
                  {end === 'open' && (
                    <Button {...primary('stop')} onClick={() => onStep('stop')}>
                      {words.stop}
                    </Button>
                  )}
                  {canRestore && <Button onClick={() => onStep('restore')}>{words.restore}</Button>}
                  {suspended ? (
                    <Button onClick={() => onStep('reactivate')}>{words.reactivate}</Button>
                  ) : (
                    <Button onClick={() => onStep('suspend')}>{words.suspend}</Button>
                  )}
                </Actions>
              </>
            )}
          </Step>
          <Step number={3} title={words.replaceStep} done={createdId !== undefined} focused={last === 'rotate'}>
            <Typography>{createdId === undefined ? words.replaceHelp : words.replaced(createdId)}</Typography>
            <Actions>
              <Button {...primary('rotate')} onClick={() => onStep('rotate')}>
                {m.apiKeys.rotate.action}
              </Button>
            </Actions>
          </Step>
          <Step number={4} title={words.deleteStep} done={gone} focused={last === 'delete'}>
            <Typography>{gone ? words.deleted : words.deleteHelp}</Typography>
            {!gone && (
              <Actions>
                <Button {...primary('delete')} color="error" onClick={() => onStep('delete')}>
                  {words.deleteKey}
                </Button>
              </Actions>
            )}
          </Step>
        </Box>
        {entries.length > 0 && <LeakRecord apiKey={apiKey} account={account} entries={entries} />}
      </DialogContent>
      <DialogActions>
        <Button {...primary('close')} onClick={tryToClose}>
          {m.action.close}
        </Button>
      </DialogActions>
      {asking && (
        <AskDialog
          title={words.leave.title}
          text={
            former?.expiresAt === undefined ? words.leave.textNever : words.leave.text(f.dateTimeZone(former.expiresAt))
          }
          stay={words.leave.stay}
          onStay={() => setAsking(false)}
          leave={words.leave.leave}
          onLeave={onClose}
        />
      )}
    </Dialog>
  )
}

interface StepProps {
  readonly number: number
  readonly title: string
  readonly done?: boolean
  /** The user returns to it. */
  readonly focused?: boolean
  readonly children: ReactNode
}

const Step = ({ number, title, done = false, focused = false, children }: StepProps) => {
  const words = useOnDemandMessages().leak
  return (
    <Box component="li" sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <Typography
        component="h3"
        tabIndex={-1}
        {...(focused && { ref: focusOnArrival })}
        sx={{ display: 'flex', alignItems: 'center', gap: 1.5, fontWeight: 600, outline: 0 }}
      >
        {done ? <Check size={16} aria-label={words.done} /> : <span>{`${number}.`}</span>}
        <span>{title}</span>
      </Typography>
      {children}
    </Box>
  )
}

const Actions = ({ children }: { readonly children: ReactNode }) => (
  <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>{children}</Box>
)

/** Counts down to the expiry. Not announced each second. */
const TimeLeft = ({ expiresAt }: { readonly expiresAt: string }) => {
  const words = useOnDemandMessages().leak
  const f = useFormats()
  const left = Math.max(0, Math.ceil((Date.parse(expiresAt) - useSeconds()) / 1000))
  return (
    <Box role="timer">
      <StatusMark kind="soon" word={words.left(left, f.dateTimeZone(expiresAt))} />
    </Box>
  )
}
