import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useId } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import type { Session } from '#contract/session.ts'
import { TokenForm } from './token-form.tsx'

interface SignInDialogProps {
  readonly onSignedIn: (session: Session) => void
  readonly onNotNow: () => void
}

/** Dialog to sign in again, over the open page. */
export const SignInDialog = ({ onSignedIn, onNotNow }: SignInDialogProps) => {
  const m = useMessages()
  const titleId = useId()
  return (
    <Dialog
      open
      onClose={onNotNow}
      aria-labelledby={titleId}
      sx={{ zIndex: 'tooltip' }}
      slotProps={{ paper: { sx: { maxWidth: 420 } } }}
    >
      <DialogTitle id={titleId}>{m.session.again}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 4 }}>{m.session.againHelp}</DialogContentText>
        <TokenForm onSignedIn={onSignedIn} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onNotNow}>{m.session.notNow}</Button>
      </DialogActions>
    </Dialog>
  )
}
