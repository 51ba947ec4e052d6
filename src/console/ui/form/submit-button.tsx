import CircularProgress from '@mui/material/CircularProgress'

import { Button } from '../page/button.tsx'
import { useDelayed } from '../page/use-delayed.ts'

interface SubmitButtonProps {
  readonly label: string
  /** Required: a form without it submits twice. */
  readonly pending: boolean
  readonly pendingLabel: string
  readonly destructive?: boolean | undefined
  /** It cannot be submitted, for a reason that is shown. */
  readonly blocked?: boolean
  /** The id of that reason. */
  readonly reasonId?: string | undefined
}

/** Sends a form, and shows that it is on its way. The form itself sees to it that nothing is sent meanwhile. */
export const SubmitButton = ({ label, pending, pendingLabel, destructive, blocked, reasonId }: SubmitButtonProps) => {
  const slow = useDelayed(pending)
  const inert = pending || blocked === true
  return (
    // Not `disabled` or `loading`: that would drop the focus, and with it the keyboard, out of the form.
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
