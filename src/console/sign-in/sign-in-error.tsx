import Alert from '@mui/material/Alert'

import { errorWords } from '#console/api/error-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { ErrorNotice } from '#console/ui/error-notice.tsx'
import { CookieRefusedError } from './queries.ts'

/** Why signing in failed, other than by a wrong credential. */
export const SignInError = ({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) => {
  const m = useMessages()
  if (error instanceof CookieRefusedError) {
    return (
      <Alert severity="error" variant="outlined">
        {m.session.cookieRefused}
      </Alert>
    )
  }
  return <ErrorNotice {...errorWords(m, error)} {...(onRetry && { onRetry })} />
}
