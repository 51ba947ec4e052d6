import Alert from '@mui/material/Alert'

import { useMessages } from '#console/i18n/i18n.ts'
import { looksLikeSecret } from './secrets.ts'

/** Warns below a public field that its text looks like a secret. */
export const SecretWarning = ({ text }: { readonly text: string }) => {
  const m = useMessages()
  if (!looksLikeSecret(text)) return null
  return (
    <Alert severity="warning" variant="outlined">
      {m.field.looksLikeSecret}
    </Alert>
  )
}
