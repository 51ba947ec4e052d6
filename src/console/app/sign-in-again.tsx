import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

import { call } from '#console/api/http.ts'
import { notSignedInAgain, signedInAgain, useSignInNeeded } from '#console/api/sign-in-again.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { onDemand } from '#console/ui/on-demand.ts'
import { getSession } from '#contract/session.ts'

const SignInDialog = onDemand(async () => (await import('#console/sign-in/sign-in-dialog.tsx')).SignInDialog)

/** Over whatever is open, when the session is over: what waited goes on after signing in, here or in another tab. */
export const SignInAgain = () => {
  const client = useQueryClient()
  const needed = useSignInNeeded()

  useEffect(() => {
    if (!needed) return
    // Whoever signed in elsewhere, by a link perhaps, comes back to this tab.
    const look = () => void call(getSession, {}).then(signedInAgain, () => undefined)
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [needed])

  if (!needed) return null
  return (
    <SignInDialog
      onSignedIn={() => {
        void client.invalidateQueries({ queryKey: sessionQueries.current().queryKey })
        signedInAgain()
      }}
      onNotNow={notSignedInAgain}
    />
  )
}
