import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { type ReactNode, type SubmitEvent, useCallback, useId, useState } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Announcer } from '../page/announcer.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { Button } from '../page/button.tsx'
import { ErrorNotice } from '../page/error-notice.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { useLeaveGuard } from './use-leave-guard.ts'

interface FormDialogProps {
  readonly title: string
  readonly submitLabel: string
  readonly destructive?: true
  readonly onSubmit: () => void
  readonly onClose: () => void
  /** Required: a form without it submits twice. */
  readonly pending: boolean
  readonly pendingLabel: string
  /** It cannot be submitted yet, for a reason that is shown. */
  readonly notYet?: boolean
  /** Required: a form without it fails silently. */
  readonly error: { readonly what: string; readonly todo: string; readonly requestId: string } | null
  /** Something was typed: leaving asks. */
  readonly dirty: boolean
  /** What leaving asks, where something else than what was typed would be lost. */
  readonly leaving?: { readonly title: string; readonly text: string; readonly stay: string; readonly leave: string }
  readonly cancelLabel?: string
  /** Said when somebody tries to leave while the request runs. Without it the dialog just stays. */
  readonly pendingWarning?: string
  /** Said of the running request without being asked; '' for nothing. */
  readonly pendingNotice?: string
  /** A way out, offered beside what is said of the running request. */
  readonly stop?: { readonly label: string; readonly onStop: () => void }
  /** Said above the actions: why submitting did nothing. */
  readonly notice?: string | null
  /** Why this cannot be submitted at all. */
  readonly blocked?: string | undefined
  /** What can be done instead of what is blocked, offered beside the reason. */
  readonly instead?: { readonly label: string; readonly onSelect: () => void }
  readonly children: ReactNode
}

/** A form in a dialog: its fields scroll, its error and its actions stay in view. */
export const FormDialog = ({
  title,
  submitLabel,
  destructive,
  onSubmit,
  onClose,
  pending,
  pendingLabel,
  notYet = false,
  error,
  dirty,
  leaving,
  cancelLabel,
  pendingWarning,
  pendingNotice = '',
  stop,
  notice = null,
  blocked,
  instead,
  children,
}: FormDialogProps) => {
  const m = useMessages()
  const titleId = useId()
  const blockedId = useId()
  const [asking, setAsking] = useState(false)
  const [warned, setWarned] = useState(false)

  const tryToClose = useCallback(() => {
    if (pending) setWarned(true)
    else if (dirty) setAsking(true)
    else onClose()
  }, [pending, dirty, onClose])
  const unsafe = pending || dirty
  const said = pendingNotice || (warned ? (pendingWarning ?? '') : '')
  // On a narrow screen the dialog is all there is to see: whoever goes back wants to leave it, not the page.
  useLeaveGuard({ stops: unsafe ? 'all' : 'back', warns: unsafe }, tryToClose)

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    event.stopPropagation()
    if (pending || notYet || blocked !== undefined) return
    setWarned(false)
    onSubmit()
  }

  return (
    <Dialog open onClose={tryToClose} aria-labelledby={titleId}>
      <Announcer />
      <Box
        component="form"
        noValidate
        onSubmit={submit}
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
          {/* Room for the label of an outlined field, which a scrolling box would cut off. */}
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4, pt: 1.5 }}>{children}</Box>
        </DialogContent>
        <Box sx={{ px: 5, '&:not(:empty)': { pb: 3 }, display: 'flex', flexDirection: 'column', gap: 2 }}>
          {blocked !== undefined && (
            <Alert
              id={blockedId}
              severity="warning"
              variant="outlined"
              sx={{ overflowWrap: 'anywhere' }}
              action={
                instead && (
                  <Button size="small" onClick={instead.onSelect}>
                    {instead.label}
                  </Button>
                )
              }
            >
              {blocked}
            </Alert>
          )}
          {notice !== null && !pending && (
            <Alert severity="info" variant="outlined">
              {notice}
            </Alert>
          )}
          {error && !pending && <ErrorNotice {...error} />}
          {pending && said !== '' && (
            <Alert
              severity="warning"
              variant="outlined"
              action={
                stop && (
                  <Button size="small" onClick={stop.onStop}>
                    {stop.label}
                  </Button>
                )
              }
            >
              {said}
            </Alert>
          )}
        </Box>
        <DialogActions>
          <Button onClick={tryToClose} disabled={pending && pendingWarning === undefined}>
            {cancelLabel ?? m.action.cancel}
          </Button>
          <SubmitButton
            label={submitLabel}
            pending={pending}
            pendingLabel={pendingLabel}
            destructive={destructive}
            blocked={notYet || blocked !== undefined}
            reasonId={blocked === undefined ? undefined : blockedId}
          />
        </DialogActions>
      </Box>
      {asking && (
        <AskDialog
          title={m.field.discardTitle}
          stay={m.field.keepEditing}
          leave={m.field.discard}
          {...leaving}
          onStay={() => setAsking(false)}
          onLeave={onClose}
        />
      )}
    </Dialog>
  )
}
