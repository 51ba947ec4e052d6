import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'

import { call } from '#console/api/http.ts'
import { forgetRecentChanges } from '#console/api/recent-changes.ts'
import { notSignedInAgain, signedInAgain, useSignInReason } from '#console/api/sign-in-again.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { getSession, type Session } from '#contract/session.ts'

const SignInDialog = lazyPart(async () => (await import('#console/sign-in/sign-in-dialog.tsx')).SignInDialog)

/**
 * Asks to sign in again when the session has ended, or earlier if the user wants to. Waiting calls continue after
 * signing in, here or in another tab. If another user signs in, they fail instead, and the first user's data is
 * discarded. An IAM token does not tell whose it is: the dialog says so, and only a sign-in in it continues.
 */
export const SignInAgain = () => {
  const client = useQueryClient()
  const reason = useSignInReason()

  const before = useRef<Session>(undefined)

  const goOn = useCallback(
    (session: Session, here = false) => {
      const { subject } = session
      const isToken = subject.type === 'iamToken'
      if (before.current === undefined || before.current.subject.id === subject.id || (isToken && here)) {
        client.setQueryData(sessionQueries.current().queryKey, session)
        signedInAgain(subject.id)
        // Perhaps another person's, so nothing that is loaded may be used further.
        if (isToken) void refetchAll(client)
        return
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
    if (reason === null) return
    before.current = client.getQueryData(sessionQueries.current().queryKey)
    // A user who signed in elsewhere comes back to this tab.
    const checkSession = async () => {
      const session = await call(getSession, {}).catch(() => undefined)
      if (session === undefined) return
      // The gateway still holds the token that the cloud has refused: nobody signed in.
      if (session.subject.type === 'iamToken' && session.subject.id === before.current?.subject.id) return
      if (reason === 'ended' || session.expiresAt !== before.current?.expiresAt) goOn(session)
    }
    const onFocus = () => void checkSession()
    window.addEventListener('focus', onFocus)
    return () => window.removeEventListener('focus', onFocus)
  }, [reason, client, goOn])

  if (reason === null) return null
  return <SignInDialog reason={reason} onSignedIn={(session) => goOn(session, true)} onNotNow={notSignedInAgain} />
}

const refetchAll = async (client: QueryClient) => {
  client.removeQueries({ type: 'inactive' })
  forgetRecentChanges()
  const [sessionKey] = sessionQueries.current().queryKey
  await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey })
}
