import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useEffect, useState } from 'react'
import { Link, useRouteError } from 'react-router-dom'

import { errorWords } from '#console/api/error-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { EmptyState } from '#console/ui/list/empty-state.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { focusHeading } from '#console/ui/page/focus.ts'
import { Page } from '#console/ui/page/page.tsx'
import { isPartMissing } from '#console/ui/loading/part-missing.tsx'
import { isSomethingToLose } from '#console/ui/dialog/use-leave-guard.ts'
import { paths } from './paths.ts'

/** Fallback for a page that crashed. */
export const ErrorPage = () => {
  const m = useMessages()
  const error = useRouteError()
  // The crashed page is still unmounting, so what was open over it counts.
  const [unfinished] = useState(isSomethingToLose)
  // The focused element went away with the page, which may have had the focus briefly.
  useEffect(() => focusHeading(), [])
  if (isPartMissing(error)) {
    return (
      <Page title={m.error.partMissing}>
        <EmptyState
          title={m.error.partMissingHelp}
          action={
            <Button variant="contained" color="primary" onClick={() => window.location.reload()}>
              {m.action.reload}
            </Button>
          }
        />
      </Page>
    )
  }
  return (
    <Page title={m.error.pageBroken}>
      {unfinished && (
        <Alert severity="warning" variant="outlined" sx={{ mb: 4 }}>
          {m.error.unfinished}
        </Alert>
      )}
      <ErrorNotice {...errorWords(m, error)} onRetry={() => window.location.reload()} />
    </Page>
  )
}

/** Fallback when the frame crashed too. */
export const RootErrorPage = () => (
  <Box component="main" sx={{ maxWidth: 640, mx: 'auto', p: 6 }}>
    <ErrorPage />
  </Box>
)

export const NotFoundPage = () => {
  const m = useMessages()
  return (
    <Page title={m.error.pageNotFound}>
      <EmptyState
        title={m.error.pageNotFoundHelp}
        action={
          <Button variant="contained" color="primary" component={Link} to={paths.root}>
            {m.error.toServiceAccounts}
          </Button>
        }
      />
    </Page>
  )
}
