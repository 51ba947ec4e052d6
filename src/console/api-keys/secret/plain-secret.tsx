import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogContentText from '@mui/material/DialogContentText'
import DialogTitle from '@mui/material/DialogTitle'
import { useCallback, useId } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { focusOnArrival } from '#console/ui/page/focus.ts'
import { TextField } from '#console/ui/form/text-field.tsx'
import type { CreatedApiKey } from '../queries.ts'
import { useSecretGuard } from './use-secret-guard.ts'

interface PlainSecretProps {
  readonly created: CreatedApiKey
  /** @param saved false when the user leaves without the secret */
  readonly onClose: (saved: boolean) => void
}

const stay = () => undefined

/** Fallback when the secret dialog crashes: two static fields and a button. */
export const PlainSecret = ({ created: { apiKey, secret }, onClose }: PlainSecretProps) => {
  const m = useMessages()
  const words = m.apiKeys.secret
  const titleId = useId()
  const textId = useId()
  useSecretGuard({ safe: false, onStopped: stay, drop: useCallback(() => onClose(false), [onClose]) })
  return (
    <Dialog open role="alertdialog" transitionDuration={0} aria-labelledby={titleId} aria-describedby={textId}>
      <DialogTitle id={titleId}>{words.title}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <DialogContentText id={textId}>{words.broken}</DialogContentText>
        <TextField label={m.apiKeys.keyId} value={apiKey.id} slotProps={{ input: { readOnly: true } }} />
        <TextField
          label={words.secretKey}
          value={secret}
          inputRef={focusOnArrival}
          onFocus={(event) => event.target.select()}
          autoComplete="off"
          slotProps={{ htmlInput: { spellCheck: false }, input: { readOnly: true } }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={() => onClose(true)}>{words.saved}</Button>
      </DialogActions>
    </Dialog>
  )
}
