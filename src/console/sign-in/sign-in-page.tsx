import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Navigate, useLocation, useNavigate, useSearchParams } from 'react-router-dom'

import { isSessionOver } from '#console/api/sign-in-again.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { basePath, cloudName, upstream } from '#console/served.ts'
import { Page } from '#console/ui/page/page.tsx'
import { ProgressBar } from '#console/ui/loading/progress-bar.tsx'
import { useDelayed } from '#console/ui/loading/use-delayed.ts'
import { pathAfterSignIn } from './next-path.ts'
import { isUnauthenticated, sessionQueries, signInMutation } from './queries.ts'
import { SignInError } from './sign-in-error.tsx'
import { TokenForm } from './token-form.tsx'

/**
 * Signs in with the administrator token or the code of a one-time link, `/sign-in#code=...`. Behind a gateway, with an
 * IAM token of the cloud.
 */
export const SignInPage = () => {
  const m = useMessages()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [search] = useSearchParams()

  const next = pathAfterSignIn(search.get('next'), location.origin)
  const enter = () => {
    // A new page after a sign-out: what the former user left running must not go on.
    if (isSessionOver()) return location.replace(basePath + next)
    client.clear()
    void navigate(next, { replace: true })
  }
  const link = useMutation({ ...signInMutation(), onSuccess: enter })
  useSignInCode((signInCode) => {
    // A gateway has no sign-in links. The code leaves the address all the same.
    if (upstream === '') link.mutate({ signInCode })
  })
  const session = useFirstSession()
  const slow = useDelayed(link.isPending)

  if (session.isSignedIn && !link.isPending) return <Navigate to={next} replace />
  if (session.isLoading && !link.isPending) return null

  return (
    <Box component="main" sx={{ maxWidth: 420, mx: 'auto', px: 4, pt: { xs: 8, sm: 24 } }}>
      <Page title={upstream === '' ? m.session.title : m.session.cloud.title(cloudName)}>
        {link.isPending ? (
          <>
            <Typography sx={{ mb: 2 }}>{m.session.signingIn}</Typography>
            {slow && <ProgressBar label={m.session.signingIn} />}
          </>
        ) : (
          <>
            {link.error && (
              <Box sx={{ mb: 5 }}>
                {isUnauthenticated(link.error) ? (
                  <Alert severity="warning" variant="outlined">
                    {m.session.linkOver}
                  </Alert>
                ) : (
                  <SignInError error={link.error} onRetry={() => link.mutate(link.variables)} />
                )}
              </Box>
            )}
            <TokenForm onSignedIn={enter} />
          </>
        )}
      </Page>
    </Box>
  )
}

/** Checks the session only on a direct visit. Users who were redirected here have none. */
const useFirstSession = () => {
  const client = useQueryClient()
  const query = sessionQueries.current()
  const [isFirst] = useState(() => client.getQueryState(query.queryKey) === undefined)
  const { data, isLoading } = useQuery({ ...query, enabled: isFirst, retry: false })
  return { isSignedIn: isFirst && data !== undefined, isLoading }
}

/** Exchanges the code once, and removes it from the address and history at once. */
const useSignInCode = (use: (code: string) => void) => {
  const { hash, pathname, search } = useLocation()
  const navigate = useNavigate()
  const used = useRef('')

  useEffect(() => {
    const code = new URLSearchParams(hash.slice(1)).get('code') ?? ''
    if (code === '' || used.current === code) return
    used.current = code
    void navigate(pathname + search, { replace: true })
    use(code)
  }, [hash, pathname, search, navigate, use])
}
