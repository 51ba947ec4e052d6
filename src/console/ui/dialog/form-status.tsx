import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'

import { Button } from '../page/button.tsx'
import { Spinner } from '../loading/spinner.tsx'
import { ErrorNotice } from '../page/error-notice.tsx'

interface Action {
  readonly label: string
  readonly onSelect: () => void
}

/** A reason that blocks the form, and an alternative. */
export interface Obstacle {
  readonly reason: string
  readonly instead?: Action
}

/** The form's request. */
export interface FormRequest {
  /** Required: forms without it submit twice. */
  readonly pending: boolean
  readonly pendingLabel: string
  /** Required: forms without it fail silently. */
  readonly error: { readonly what: string; readonly todo: string; readonly requestId: string } | null
  /** Shown when it takes long. '' shows nothing. */
  readonly progress?: string
  /** Stops waiting for it. */
  readonly stop?: Action
  /** Shown after the service accepted the request, while it works on it. Then the dialog can be closed. '' otherwise. */
  readonly running?: string
  /** Shown when the user tries to leave while the request runs. Without it the dialog just stays open. */
  readonly warning?: string
}

interface FormStatusProps {
  readonly request: FormRequest
  /** The user tried to leave while the request runs. */
  readonly warned: boolean
  readonly notice: string | null
  readonly blocked: Obstacle | undefined
  /** Id of the element with the reason of `blocked`. */
  readonly reasonId: string
}

/** The status between a form's fields and actions: why it is blocked, how its request proceeds, and its error. */
export const FormStatus = ({ request, warned, notice, blocked, reasonId }: FormStatusProps) => {
  const { pending, error, running = '', progress = '', stop, warning = '' } = request
  const waiting = progress || (warned ? warning : '')
  return (
    <Box sx={{ px: 5, '&:not(:empty)': { pb: 3 }, display: 'flex', flexDirection: 'column', gap: 2 }}>
      {blocked !== undefined && <Warning id={reasonId} text={blocked.reason} action={blocked.instead} />}
      {notice !== null && !pending && (
        <Alert severity="info" variant="outlined">
          {notice}
        </Alert>
      )}
      {error && !pending && <ErrorNotice {...error} />}
      {pending && running !== '' && (
        <Alert severity="info" variant="outlined" icon={<Spinner />} sx={{ overflowWrap: 'anywhere' }}>
          {running}
        </Alert>
      )}
      {pending && running === '' && waiting !== '' && <Warning text={waiting} action={stop} />}
    </Box>
  )
}

interface WarningProps {
  readonly id?: string
  readonly text: string
  readonly action: Action | undefined
}

const Warning = ({ id, text, action }: WarningProps) => (
  <Alert
    {...(id !== undefined && { id })}
    severity="warning"
    variant="outlined"
    sx={{ overflowWrap: 'anywhere' }}
    action={
      action && (
        <Button size="small" onClick={action.onSelect}>
          {action.label}
        </Button>
      )
    }
  >
    {text}
  </Alert>
)
