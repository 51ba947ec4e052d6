import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useParams } from 'react-router-dom'

import { errorWords } from '#console/api/error-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { EmptyState } from '#console/ui/empty-state.tsx'
import { focusHeading } from '#console/ui/focus.ts'
import { ListView } from '#console/ui/list-view.tsx'
import { Page } from '#console/ui/page.tsx'
import { RowMenu } from '#console/ui/row-menu.tsx'
import { useListState } from '#console/ui/use-list-state.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { columns, searchText, sortable } from './columns.tsx'
import { serviceAccountQueries } from './queries.ts'

const CreateDialog = lazy(async () => ({ default: (await import('./create-dialog.tsx')).CreateServiceAccountDialog }))
const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteServiceAccountDialog }))

type Open = { kind: 'create' } | { kind: 'delete'; account: ServiceAccount }

const byName = { id: 'name', desc: false }
const rowId = ({ id }: ServiceAccount) => id
const rowName = ({ name }: ServiceAccount) => name

/** The service accounts of a folder. */
export const ServiceAccountsPage = () => {
  const m = useMessages()
  const { folderId = '' } = useParams()
  const list = useQuery(serviceAccountQueries.list(folderId))
  const state = useListState(sortable, byName)
  const [open, setOpen] = useState<Open | null>(null)
  const [createdId, setCreatedId] = useState<string>()
  const close = () => setOpen(null)
  const onCreated = (id: string | undefined) => {
    setCreatedId(id)
    // The button that opened the dialog may be gone with the empty list.
    focusHeading()
  }
  const shownColumns = useMemo(() => columns(m), [m])
  const actions = useCallback(
    (account: ServiceAccount) => (
      <RowMenu
        name={account.name}
        actions={[{ label: m.action.delete, onSelect: () => setOpen({ kind: 'delete', account }), destructive: true }]}
      />
    ),
    [m],
  )

  const create = (
    <Button
      variant="contained"
      color="primary"
      startIcon={<Plus size={16} />}
      onClick={() => setOpen({ kind: 'create' })}
    >
      {m.serviceAccounts.create}
    </Button>
  )
  const isEmpty = list.data?.complete === true && list.data.rows.length === 0

  return (
    <Page title={m.serviceAccounts.title} actions={!isEmpty && create}>
      <ListView
        label={m.serviceAccounts.title}
        searchLabel={m.serviceAccounts.search}
        state={state}
        columns={shownColumns}
        list={list.data}
        fetching={list.isFetching}
        error={list.error && errorWords(m, list.error, 'iam.serviceAccounts.user')}
        onRefresh={() => void list.refetch()}
        rowId={rowId}
        rowName={rowName}
        searchText={searchText}
        highlightedId={createdId}
        actions={actions}
        empty={<EmptyState title={m.serviceAccounts.empty} help={m.serviceAccounts.emptyHelp} action={create} />}
      />
      <Suspense fallback={null}>
        {open?.kind === 'create' && <CreateDialog folderId={folderId} onClose={close} onCreated={onCreated} />}
        {open?.kind === 'delete' && (
          <DeleteDialog
            account={open.account}
            onClose={close}
            onDeleted={() => {
              close()
              focusHeading()
            }}
          />
        )}
      </Suspense>
    </Page>
  )
}
