import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'

import { call } from '#console/api/http.ts'
import { notSignedInAgain, signedInAgain, useSignInNeeded } from '#console/api/sign-in-again.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { lazyPart } from '#console/ui/page/lazy-part.ts'
import { getSession, type Session } from '#contract/session.ts'

const SignInDialog = lazyPart(async () => (await import('#console/sign-in/sign-in-dialog.tsx')).SignInDialog)

/**
 * Asks to sign in again when the session has expired. Waiting calls continue after signing in, here or in another tab.
 * If another user signs in, they fail instead, and the first user's data is discarded.
 */
export const SignInAgain = () => {
  const client = useQueryClient()
  const needed = useSignInNeeded()

  const askedAs = useRef<string>(undefined)

  const goOn = useCallback(
    (session: Session) => {
      if (askedAs.current === undefined || askedAs.current === session.subject.id) {
        client.setQueryData(sessionQueries.current().queryKey, session)
        return signedInAgain()
      }
      notSignedInAgain()
      // The browser asks first if unsaved input or a secret would be lost.
      location.reload()
      // Tell users who stay as whom they continue.
      void client.invalidateQueries({ queryKey: sessionQueries.current().queryKey })
    },
    [client],
  )

  useEffect(() => {
    if (!needed) return
    askedAs.current = client.getQueryData(sessionQueries.current().queryKey)?.subject.id
    // A user who signed in elsewhere comes back to this tab.
    const checkSession = () => void call(getSession, {}).then(goOn, () => undefined)
    window.addEventListener('focus', checkSession)
    return () => window.removeEventListener('focus', checkSession)
  }, [needed, client, goOn])

  if (!needed) return null
  return <SignInDialog onSignedIn={goOn} onNotNow={notSignedInAgain} />
}
