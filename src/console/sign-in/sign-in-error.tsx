import Alert from '@mui/material/Alert'

import { errorWords } from '#console/api/error-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { CookieRefusedError } from './queries.ts'

/** Explains why signing in failed, other than an invalid credential. */
export const SignInError = ({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) => {
  const m = useMessages()
  if (error instanceof CookieRefusedError) {
    // Over plain HTTP, browsers drop the `Secure` cookie whatever their settings.
    return (
      <Alert severity="error" variant="outlined">
        {isSecureContext ? m.session.cookiesBlocked : m.session.addressNotSecure}
      </Alert>
    )
  }
  return <ErrorNotice {...errorWords(m, error)} {...(onRetry && { onRetry })} />
}
