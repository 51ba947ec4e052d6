import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { type ReactNode, type SubmitEvent, useId } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Announcer } from '../page/announcer.tsx'
import { Button } from '../page/button.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { type FormRequest, FormStatus, type Obstacle } from './form-status.tsx'
import { type Leave, useLeave } from './use-leave.ts'

export interface Submit {
  readonly label: string
  readonly onSubmit: () => void
  readonly destructive?: true
  /** Submitting is blocked. The form shows why. */
  readonly notYet?: boolean
  /** Why it cannot be submitted at all. */
  readonly blocked?: Obstacle | undefined
  /** Why submitting did nothing. */
  readonly notice?: string | null
}

interface FormDialogProps {
  readonly title: string
  readonly submit: Submit
  readonly request: FormRequest
  readonly leave: Leave
  readonly children: ReactNode
}

/** A dialog with a form. The fields scroll, the status and the actions stay in view. */
export const FormDialog = ({ title, submit, request, leave, children }: FormDialogProps) => {
  const m = useMessages()
  const titleId = useId()
  const reasonId = useId()
  const { pending, pendingLabel, warning } = request
  const { label, onSubmit, destructive, notYet = false, blocked, notice = null } = submit
  const { tryToLeave, warned, question } = useLeave(leave, pending)

  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    event.stopPropagation()
    if (!pending && !notYet && blocked === undefined) onSubmit()
  }

  return (
    <Dialog open onClose={tryToLeave} aria-labelledby={titleId}>
      <Announcer />
      <Box
        component="form"
        noValidate
        onSubmit={send}
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
          {/* Space for the outlined label, which a scroll container would clip. */}
          <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4, pt: 1.5 }}>{children}</Box>
        </DialogContent>
        <FormStatus request={request} warned={warned} notice={notice} blocked={blocked} reasonId={reasonId} />
        <DialogActions>
          <Button onClick={tryToLeave} disabled={pending && warning === undefined}>
            {leave.label ?? m.action.cancel}
          </Button>
          <SubmitButton
            label={label}
            pending={pending}
            pendingLabel={pendingLabel}
            destructive={destructive}
            blocked={notYet || blocked !== undefined}
            reasonId={blocked === undefined ? undefined : reasonId}
          />
        </DialogActions>
      </Box>
      {question && <AskDialog {...question} />}
    </Dialog>
  )
}
