import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'

import { signedInAgain, useSignInNeeded } from '#console/api/sign-in-again.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { TokenForm } from '#console/sign-in/token-form.tsx'

/** Over whatever is open, when the session is over: what waited goes on after signing in. */
export const SignInAgain = () => {
  const m = useMessages()
  const titleId = useId()
  const client = useQueryClient()
  if (!useSignInNeeded()) return null
  return (
    <Dialog open aria-labelledby={titleId} sx={{ zIndex: 'tooltip' }} slotProps={{ paper: { sx: { maxWidth: 420 } } }}>
      <DialogTitle id={titleId}>{m.session.again}</DialogTitle>
      <DialogContent>
        <DialogContentText sx={{ mb: 4 }}>{m.session.againHelp}</DialogContentText>
        <TokenForm
          onSignedIn={() => {
            void client.invalidateQueries({ queryKey: sessionQueries.current().queryKey })
            signedInAgain()
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
