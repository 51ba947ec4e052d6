import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Link as RouterLink, Navigate, useParams } from 'react-router-dom'

import { ApiError } from '#console/api/api-error.ts'
import { errorWords } from '#console/api/error-words.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { ApiKeysSection } from '#console/api-keys/section.tsx'
import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { EmptyState } from '#console/ui/empty-state.tsx'
import { ErrorNotice } from '#console/ui/error-notice.tsx'
import { Page } from '#console/ui/page.tsx'
import { RowMenu } from '#console/ui/row-menu.tsx'
import { codes } from '#contract/status.ts'
import { AccountFacts } from './account-facts.tsx'
import { serviceAccountQueries } from './queries.ts'

const CodeDialog = lazy(async () => ({
  default: (await import('#console/code/account-code-dialog.tsx')).AccountCodeDialog,
}))
const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteServiceAccountDialog }))

/** One service account: what it is, and its API keys. */
export const ServiceAccountPage = () => {
  const m = useMessages()
  const { folderId = '', serviceAccountId = '' } = useParams()
  const { data: account, error, refetch } = useQuery(serviceAccountQueries.one(serviceAccountId))
  // Asked for here too, so that the keys load beside the account and not after it.
  const keys = useQuery(apiKeyQueries.list(serviceAccountId))
  const noKeys = keys.data?.complete === true && keys.data.rows.length === 0
  const [open, setOpen] = useState<'create' | 'code' | 'delete' | 'deleted' | null>(null)
  const toList = paths.serviceAccounts(folderId)
  const parent = (
    <Link component={RouterLink} to={toList} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, mb: 1 }}>
      <ChevronLeft size={14} aria-hidden />
      {m.serviceAccounts.title}
    </Link>
  )

  if (open === 'deleted') return <Navigate to={toList} replace />

  const gone = error instanceof ApiError && error.is(codes.NOT_FOUND.code)
  // What was there stays, whatever a refresh answers: a secret that is shown once may be open over it.
  if (account === undefined ? gone : account.folderId !== folderId) {
    return (
      <Page title={m.serviceAccounts.gone} parent={parent}>
        <EmptyState title={m.serviceAccounts.goneHelp} />
      </Page>
    )
  }
  if (account === undefined) {
    return (
      <Page title={m.serviceAccounts.one} parent={parent}>
        {error ? (
          <ErrorNotice {...errorWords(m, error, 'iam.serviceAccounts.user')} onRetry={() => void refetch()} />
        ) : (
          <Skeleton variant="rounded" height={180} />
        )}
      </Page>
    )
  }

  const createButton = !gone && (
    <Button variant="contained" color="primary" startIcon={<Plus size={16} />} onClick={() => setOpen('create')}>
      {m.apiKeys.create}
    </Button>
  )
  return (
    <Page
      title={account.name}
      parent={parent}
      actions={
        <>
          {!noKeys && createButton}
          {!gone && (
            <RowMenu
              name={account.name}
              actions={[
                { label: m.code.show, onSelect: () => setOpen('code') },
                { label: m.action.delete, onSelect: () => setOpen('delete'), destructive: true },
              ]}
            />
          )}
        </>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 6 }}>
        {gone && (
          <Alert severity="warning" variant="outlined">
            {m.serviceAccounts.goneMeanwhile}
          </Alert>
        )}
        {/* What kept the keys from being refreshed too is said there. */}
        {error && !gone && !keys.error && (
          <ErrorNotice
            {...errorWords(m, error, 'iam.serviceAccounts.user')}
            what={m.serviceAccounts.refreshFailed}
            severity="warning"
            onRetry={() => void refetch()}
          />
        )}
        {account.status === 'SUSPENDED' && (
          <Alert severity="warning" variant="outlined">
            {m.apiKeys.accountInactive}
          </Alert>
        )}
        <AccountFacts account={account} />
        <ApiKeysSection
          account={account}
          creating={open === 'create'}
          onCreated={() => setOpen(null)}
          createButton={createButton}
        />
      </Box>
      <Suspense fallback={null}>
        {open === 'code' && <CodeDialog account={account} onClose={() => setOpen(null)} />}
        {open === 'delete' && (
          <DeleteDialog account={account} onClose={() => setOpen(null)} onDeleted={() => setOpen('deleted')} />
        )}
      </Suspense>
    </Page>
  )
}
