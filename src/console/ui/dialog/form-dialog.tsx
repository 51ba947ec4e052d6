import Box from '@mui/material/Box'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import { type ReactNode, useId } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '../page/button.tsx'
import { SubmitButton } from '../form/submit-button.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { FormFrame } from './form-frame.tsx'
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

/** A dialog that sends one request: fields, its status, and the buttons to cancel and to submit. */
export const FormDialog = ({ title, submit, request, leave, children }: FormDialogProps) => {
  const m = useMessages()
  const reasonId = useId()
  const { pending, pendingLabel, warning, running = '' } = request
  const { label, onSubmit, destructive, notYet = false, blocked, notice = null } = submit
  const { tryToLeave, warned, question } = useLeave(
    { ...leave, dirty: leave.dirty && running === '' },
    pending && running === '',
  )

  return (
    <FormFrame
      title={title}
      onSubmit={() => {
        if (!pending && !notYet && blocked === undefined) onSubmit()
      }}
      onClose={tryToLeave}
    >
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        {/* Space for the outlined label, which a scroll container would clip. */}
        <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4, pt: 1.5 }}>{children}</Box>
      </DialogContent>
      <FormStatus request={request} warned={warned} notice={notice} blocked={blocked} reasonId={reasonId} />
      <DialogActions>
        <Button onClick={tryToLeave} disabled={pending && running === '' && warning === undefined}>
          {running === '' ? (leave.label ?? m.action.cancel) : m.action.close}
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
      {question && <AskDialog {...question} />}
    </FormFrame>
  )
}
