import CircularProgress from '@mui/material/CircularProgress'

import { Button } from '../page/button.tsx'
import { useDelayed } from '../loading/use-delayed.ts'

interface SubmitButtonProps {
  readonly label: string
  /** Required: forms without it submit twice. */
  readonly pending: boolean
  readonly pendingLabel: string
  readonly destructive?: boolean | undefined
  /** It cannot be submitted. The reason is shown. */
  readonly blocked?: boolean
  /** The id of the reason. */
  readonly reasonId?: string | undefined
}

/** The submit button with its pending state. The form itself must ignore further submits. */
export const SubmitButton = ({ label, pending, pendingLabel, destructive, blocked, reasonId }: SubmitButtonProps) => {
  const slow = useDelayed(pending)
  const inert = pending || blocked === true
  return (
    // Not `disabled` or `loading`: a disabled button loses the focus.
    <Button
      type="submit"
      variant="contained"
      color={destructive === true ? 'error' : 'primary'}
      aria-disabled={inert}
      {...(reasonId !== undefined && { 'aria-describedby': reasonId })}
      {...(slow && { startIcon: <CircularProgress size={14} color="inherit" aria-hidden /> })}
      {...(inert && { sx: { opacity: 0.75 } })}
    >
      {pending ? pendingLabel : label}
    </Button>
  )
}
