import Box from '@mui/material/Box'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useCallback, useState } from 'react'
import { useParams } from 'react-router-dom'

import { useRows } from '#console/api/use-rows.ts'
import { ListCodeButton } from '#console/code/list-code-button.tsx'
import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { EmptyState } from '#console/ui/list/empty-state.tsx'
import { focusHeading } from '#console/ui/page/focus.ts'
import { ListView } from '#console/ui/list/list-view.tsx'
import { Page } from '#console/ui/page/page.tsx'
import type { Picked } from '#console/ui/list/selection-bar.tsx'
import { useListState } from '#console/ui/list/use-list-state.ts'
import { useOpenedByLink } from '#console/ui/dialog/use-opened-by-link.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { type AccountAction, accountActions, AccountDialog } from './account-dialogs.tsx'
import { serviceAccountList } from './columns.tsx'
import { serviceAccountQueries } from './queries.ts'

const CreateDialog = lazy(async () => ({
  default: (await import('./form/create-dialog.tsx')).CreateServiceAccountDialog,
}))
const BulkDeleteDialog = lazy(async () => ({
  default: (await import('./bulk-delete-dialog.tsx')).DeleteServiceAccountsDialog,
}))

type Open =
  | { readonly action: 'create' }
  | { readonly action: AccountAction; readonly account: ServiceAccount }
  | { readonly action: 'delete-many'; readonly picked: Picked<ServiceAccount> }

const linkNames = ['create']
const readLink = (params: URLSearchParams) => (params.get('create') === '1' ? ({ action: 'create' } as const) : null)

/** The service accounts of a folder. */
export const ServiceAccountsPage = () => {
  const m = useMessages()
  const { folderId = '' } = useParams()
  const list = useRows(serviceAccountQueries.list(folderId), 'iam.serviceAccounts.user')
  const state = useListState(serviceAccountList)
  const [chosen, setChosen] = useState<Open | null>(null)
  const [createdId, setCreatedId] = useState<string>()
  const link = useOpenedByLink(readLink, linkNames)
  const open: Open | null = chosen ?? link.start
  const close = () => {
    setChosen(null)
    link.forget()
  }
  const onCreated = (id: string | undefined) => {
    setCreatedId(id)
    // The button that opened the dialog may have gone with the empty list.
    focusHeading()
  }
  const actions = useCallback(
    (account: ServiceAccount) => accountActions(m, account, (action) => setChosen({ action, account })),
    [m],
  )

  const create = (
    <Button
      variant="contained"
      color="primary"
      startIcon={<Plus size={16} />}
      onClick={() => setChosen({ action: 'create' })}
    >
      {m.serviceAccounts.create}
    </Button>
  )
  const isEmpty = list.data?.complete === true && list.data.rows.length === 0

  return (
    <Page
      title={m.serviceAccounts.title}
      // In an empty list the button moves to the table's place. Keep its space here, so that the page does not shift.
      actions={isEmpty ? <Box sx={{ visibility: 'hidden' }}>{create}</Box> : create}
    >
      <ListView
        label={m.serviceAccounts.title}
        searchLabel={m.serviceAccounts.search}
        state={state}
        list={list}
        highlightedId={createdId}
        actions={actions}
        bulkActions={[
          {
            label: m.action.delete,
            onSelect: (picked) => setChosen({ action: 'delete-many', picked }),
            destructive: true,
          },
        ]}
        tools={<ListCodeButton name={m.serviceAccounts.title} request={{ id: 'listServiceAccounts', folderId }} />}
        empty={<EmptyState title={m.serviceAccounts.empty} help={m.serviceAccounts.emptyHelp} action={create} />}
      />
      <Suspense fallback={null}>
        {open?.action === 'create' && <CreateDialog folderId={folderId} onClose={close} onCreated={onCreated} />}
        {open?.action === 'delete-many' && (
          <BulkDeleteDialog
            picked={open.picked}
            onClose={() => {
              close()
              focusHeading()
            }}
          />
        )}
      </Suspense>
      {open !== null && 'account' in open && (
        <AccountDialog
          {...open}
          onClose={close}
          onDeleted={() => {
            close()
            focusHeading()
          }}
        />
      )}
    </Page>
  )
}
