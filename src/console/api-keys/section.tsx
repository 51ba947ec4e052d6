import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'

import { errorWords } from '#console/api/error-words.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { EmptyState } from '#console/ui/empty-state.tsx'
import { focusHeading } from '#console/ui/focus.ts'
import { ListView } from '#console/ui/list-view.tsx'
import { RowMenu } from '#console/ui/row-menu.tsx'
import { useListState } from '#console/ui/use-list-state.ts'
import { type ApiKey, secretShape } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { columns, searchText, sortable } from './columns.tsx'
import { apiKeyQueries } from './queries.ts'

const CreateDialog = lazy(async () => ({ default: (await import('./create-dialog.tsx')).CreateApiKeyDialog }))
const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog.tsx')).DeleteApiKeyDialog }))

const newestFirst = { id: 'createdAt', desc: true }
// Whoever searches for a pasted secret means the key that ends with it. The secret itself gets no further.
const byMask = (q: string) => q.replaceAll(secretShape(), (secret) => secret.slice(-6))
const rowId = ({ id }: ApiKey) => id
const rowName = ({ maskedSecret, id }: ApiKey) => maskedSecret || id

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
  const list = useQuery(query)
  const state = useListState(sortable, newestFirst, byMask)
  const [deleting, setDeleting] = useState<ApiKey | null>(null)
  const [createdId, setCreatedId] = useState<string>()
  const shownColumns = useMemo(() => columns(m), [m])
  const actions = useCallback(
    (key: ApiKey) => (
      <RowMenu
        name={rowName(key)}
        actions={[{ label: m.action.delete, onSelect: () => setDeleting(key), destructive: true }]}
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
        columns={shownColumns}
        list={list.data}
        fetching={list.isFetching}
        error={list.error && errorWords(m, list.error, 'iam.viewer')}
        onRefresh={() => void list.refetch()}
        rowId={rowId}
        rowName={rowName}
        searchText={searchText}
        highlightedId={createdId}
        actions={actions}
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
