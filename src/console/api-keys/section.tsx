import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'

import { useRows } from '#console/api/use-rows.ts'
import { ListCodeButton } from '#console/code/list-code-button.tsx'
import { useMessages } from '#console/i18n/i18n.ts'
import { EmptyState } from '#console/ui/empty-state.tsx'
import { focusHeading } from '#console/ui/focus.ts'
import { ListView } from '#console/ui/list-view.tsx'
import { RowMenu } from '#console/ui/row-menu.tsx'
import type { Picked } from '#console/ui/selection-bar.tsx'
import { useListState } from '#console/ui/use-list-state.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { apiKeyList } from './columns.tsx'
import { apiKeyQueries } from './queries.ts'

const CreateDialog = lazy(async () => ({ default: (await import('./create-dialog.tsx')).CreateApiKeyDialog }))
const CodeDialog = lazy(async () => ({ default: (await import('#console/code/key-code-dialog.tsx')).KeyCodeDialog }))
const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteApiKeyDialog }))

const BulkDeleteDialog = lazy(async () => ({ default: (await import('./bulk-delete-dialog.tsx')).DeleteApiKeysDialog }))

interface ApiKeysSectionProps {
  readonly account: ServiceAccount
  /** The page's own "Create API key" was pressed. */
  readonly creating: boolean
  readonly onCreated: () => void
  readonly createButton: ReactNode
}

/** The API keys of an account. */
export const ApiKeysSection = ({ account, creating, onCreated, createButton }: ApiKeysSectionProps) => {
  const m = useMessages()
  const client = useQueryClient()
  const query = apiKeyQueries.list(account.id)
  const list = useRows(query, 'iam.viewer')
  const state = useListState(apiKeyList)
  const [deleting, setDeleting] = useState<ApiKey | null>(null)
  const [deletingMany, setDeletingMany] = useState<Picked<ApiKey> | null>(null)
  const [coded, setCoded] = useState<ApiKey | null>(null)
  const [createdId, setCreatedId] = useState<string>()
  const actions = useCallback(
    (key: ApiKey) => (
      <RowMenu
        name={apiKeyList.rowName(key)}
        actions={[
          { label: m.code.show, onSelect: () => setCoded(key) },
          { label: m.action.delete, onSelect: () => setDeleting(key), destructive: true },
        ]}
      />
    ),
    [m],
  )

  return (
    <Box>
      <Typography component="h2" variant="h2" sx={{ mb: 3 }}>
        {m.apiKeys.title}
      </Typography>
      <ListView
        label={m.apiKeys.title}
        searchLabel={m.apiKeys.search}
        state={state}
        list={list}
        highlightedId={createdId}
        actions={actions}
        bulkActions={[{ label: m.action.delete, onSelect: setDeletingMany, destructive: true }]}
        tools={<ListCodeButton name={m.apiKeys.title} request={{ id: 'listApiKeys', serviceAccountId: account.id }} />}
        empty={<EmptyState title={m.apiKeys.empty} help={m.apiKeys.emptyHelp} action={createButton} />}
      />
      <Suspense fallback={null}>
        {creating && (
          <CreateDialog
            account={account}
            onClose={(id) => {
              onCreated()
              // Not before: a list that changes behind the open secret would only distract from it. And without a
              // secret too: an attempt whose answer was lost may have made a key.
              void client.invalidateQueries({ queryKey: query.queryKey })
              if (id === undefined) return
              setCreatedId(id)
              focusHeading()
            }}
          />
        )}
        {deletingMany !== null && (
          <BulkDeleteDialog
            picked={deletingMany}
            onClose={() => {
              setDeletingMany(null)
              focusHeading()
            }}
          />
        )}
        {coded !== null && <CodeDialog apiKey={coded} onClose={() => setCoded(null)} />}
        {deleting !== null && (
          <DeleteDialog
            apiKey={deleting}
            account={account}
            onClose={() => setDeleting(null)}
            onDeleted={() => {
              setDeleting(null)
              focusHeading()
            }}
          />
        )}
      </Suspense>
    </Box>
  )
}
