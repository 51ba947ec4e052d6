import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useId } from 'react'

import type { SignInReason } from '#console/api/sign-in-again.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { upstream } from '#console/served.ts'
import { Announcer } from '#console/ui/page/announcer.tsx'
import { Button } from '#console/ui/page/button.tsx'
import type { Session } from '#contract/session.ts'
import { TokenForm } from './token-form.tsx'

interface SignInDialogProps {
  readonly reason: SignInReason
  readonly onSignedIn: (session: Session) => void
  readonly onNotNow: () => void
}

/** Dialog to sign in again, over the open page. */
export const SignInDialog = ({ reason, onSignedIn, onNotNow }: SignInDialogProps) => {
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
      <Announcer />
      <DialogTitle id={titleId}>{reason === 'early' ? m.session.renew : m.session.again}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 4 }}>
          {upstream === '' ? m.session.againHelp : m.session.cloud.againHelp}
        </DialogContentText>
        <TokenForm onSignedIn={onSignedIn} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onNotNow}>{m.session.notNow}</Button>
      </DialogActions>
    </Dialog>
  )
}
