import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router-dom'

import { errorWords } from '#console/api/error-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { signInSearch } from '#console/sign-in/next-path.ts'
import { isUnauthenticated, sessionQueries } from '#console/sign-in/queries.ts'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { Page } from '#console/ui/page/page.tsx'
import { OneSubject } from './one-subject.tsx'
import { paths } from './paths.ts'
import { signedIn } from './signed-in.ts'

/** Redirects signed-out users to the sign-in page, and back after signing in. */
export const RequireSession = () => {
  const m = useMessages()
  const location = useLocation()
  const session = useQuery(sessionQueries.current())
  const isSignedIn = session.data !== undefined
  useEffect(() => {
    if (isSignedIn) signedIn.set(true)
  }, [isSignedIn])

  if (session.data !== undefined)
    return (
      <>
        <Outlet />
        <OneSubject session={session.data} askedAt={session.dataUpdatedAt} />
      </>
    )
  if (isUnauthenticated(session.error))
    return <Navigate to={paths.signIn + signInSearch(location.pathname + location.search)} replace />
  if (session.error) {
    return (
      <Box component="main" sx={{ maxWidth: 640, mx: 'auto', p: 6 }}>
        <Page title={m.app.name}>
          <ErrorNotice {...errorWords(m, session.error)} onRetry={() => void session.refetch()} />
        </Page>
      </Box>
    )
  }
  return null
}
