import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft } from 'lucide-react'
import { useState } from 'react'
import { Link as RouterLink, Navigate, Outlet, useMatch, useParams } from 'react-router-dom'

import { ApiError } from '#console/api/api-error.ts'
import { errorWords } from '#console/api/error-words.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { EmptyState } from '#console/ui/list/empty-state.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { Page } from '#console/ui/page/page.tsx'
import { RowMenu } from '#console/ui/menu/row-menu.tsx'
import { nameOrId } from '#console/ui/text/visible.ts'
import { codes } from '#contract/status.ts'
import { type AccountAction, accountActions, AccountDialog } from '../account-dialogs.tsx'
import { type AccountTab, AccountTabs, accountTabs, tabId, tabPanelId } from './account-tabs.tsx'
import { serviceAccountQueries } from '../queries.ts'
import type { ShownAccount } from './use-account.ts'

/** The page of a service account: name, actions and tabs. */
export const ServiceAccountPage = () => {
  const m = useMessages()
  const { folderId = '', serviceAccountId = '' } = useParams()
  const tab = useTab()
  const { data: account, error, refetch } = useQuery(serviceAccountQueries.one(serviceAccountId))
  // Prefetch, so that the keys load in parallel with the account. Read `error` in every render: with no field read, each
  // loaded page of keys would re-render the whole page.
  const { error: keysError } = useQuery({ ...apiKeyQueries.list(serviceAccountId), enabled: tab === 'overview' })
  const [open, setOpen] = useState<AccountAction | 'deleted' | null>(null)
  const toList = paths.serviceAccounts(folderId)
  const parent = (
    <Link component={RouterLink} to={toList} sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, mb: 1 }}>
      <ChevronLeft size={14} aria-hidden />
      <span>{m.serviceAccounts.title}</span>
    </Link>
  )

  if (open === 'deleted') return <Navigate to={toList} replace />

  const gone = error instanceof ApiError && error.is(codes.NOT_FOUND.code)
  // Keep the last data whatever a refresh returns: a secret may be open over it.
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

  const part = { overview: undefined, operations: m.operations.title, access: m.access.title }[tab]
  return (
    <Page
      title={nameOrId(account)}
      verbatim
      part={part}
      parent={parent}
      menu={!gone && <RowMenu name={nameOrId(account)} actions={accountActions(m, account, setOpen)} />}
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, '&:not(:empty)': { mb: 3 } }}>
        {gone && (
          <Alert severity="warning" variant="outlined">
            {m.serviceAccounts.goneMeanwhile}
          </Alert>
        )}
        {/* If the keys failed to refresh too, their list shows the error. */}
        {error && !gone && !keysError && (
          <ErrorNotice
            {...errorWords(m, error, 'iam.serviceAccounts.user')}
            what={m.serviceAccounts.refreshFailed}
            severity="warning"
            onRetry={() => void refetch()}
          />
        )}
        {account.status === 'SUSPENDED' && (
          <Alert
            severity="warning"
            variant="outlined"
            action={
              !gone && (
                <Button size="small" onClick={() => setOpen('reactivate')}>
                  {m.serviceAccounts.reactivate.action}
                </Button>
              )
            }
          >
            {m.apiKeys.accountInactive}
          </Alert>
        )}
      </Box>
      <AccountTabs account={account} shown={tab} />
      <Box role="tabpanel" id={tabPanelId} aria-labelledby={tabId(tab)}>
        <Outlet context={{ account, gone } satisfies ShownAccount} />
      </Box>
      {open !== null && (
        <AccountDialog
          action={open}
          account={account}
          onClose={() => setOpen(null)}
          onDeleted={() => setOpen('deleted')}
        />
      )}
    </Page>
  )
}

/** The tab in the address. */
const useTab = (): AccountTab => {
  const last = useMatch('/folders/:folderId/service-accounts/:serviceAccountId/:tab')?.params.tab
  return accountTabs.find((tab) => tab === last) ?? 'overview'
}
