import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { useNavigate } from 'react-router-dom'

import { errorWords } from '#console/api/error-words.ts'
import { useRows } from '#console/api/use-rows.ts'
import { paths } from '#console/app/paths.ts'
import { now } from '#console/clock.ts'
import { ListCodeButton } from '#console/code/list-code-button.tsx'
import { useMessages } from '#console/i18n/i18n.ts'
import { Boundary } from '#console/ui/dialog/boundary.tsx'
import { EmptyState } from '#console/ui/list/empty-state.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { focusHeading } from '#console/ui/page/focus.ts'
import { useOpenedByLink } from '#console/ui/dialog/use-opened-by-link.ts'
import { ListView } from '#console/ui/list/list-view.tsx'
import { useListState } from '#console/ui/list/use-list-state.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { useBulkKeyActions } from './bulk-key-actions.tsx'
import { apiKeyList } from './columns.tsx'
import { keyActions } from './key-actions.ts'
import { type KeyDialog, KeyDialogs } from './key-dialogs.tsx'
import { ExportButton } from '../export/export-button.tsx'
import { apiKeyQueries, refreshKeys } from '../queries.ts'
import { RotationCards } from '../rotate/rotation-cards.tsx'
import { linkNames, prefillOfLink } from '../create/create-link.ts'
import { duplicateOf } from '../create/form-prefill.ts'

const readLink = (params: URLSearchParams) => prefillOfLink(params, new Date(now()))

interface ApiKeysSectionProps {
  readonly account: ServiceAccount
  /** The page's "Create API key" button was pressed. */
  readonly creating: boolean
  readonly onCreated: () => void
  readonly createButton: ReactNode
}

/** The API keys of an account. */
export const ApiKeysSection = ({ account, creating, onCreated, createButton }: ApiKeysSectionProps) => {
  const m = useMessages()
  const client = useQueryClient()
  const navigate = useNavigate()
  const query = apiKeyQueries.list(account.id)
  const list = useRows(query, 'iam.viewer')
  const state = useListState(apiKeyList)
  const { bulkActions, bulkDialog } = useBulkKeyActions<ApiKey>()
  const [chosen, setChosen] = useState<KeyDialog | null>(null)
  const link = useOpenedByLink(readLink, linkNames)
  const open: KeyDialog | null =
    chosen ?? (link.start ? { kind: 'create', prefill: link.start } : creating ? { kind: 'create' } : null)
  const [createdId, setCreatedId] = useState<string>()
  const actions = useCallback(
    (key: ApiKey) =>
      keyActions(m, key, {
        onOpen: setChosen,
        onOperations: () => void navigate(paths.serviceAccountOperations(account.folderId, account.id, key.id)),
      }),
    [m, navigate, account],
  )
  const close = () => {
    setChosen(null)
    link.forget()
  }

  return (
    <Box>
      <Typography component="h2" variant="h2" sx={{ mb: 3 }}>
        {m.apiKeys.title}
      </Typography>
      {/* Separate boundaries: an error in the list must not close a dialog that may show a secret. */}
      <Boundary
        renderFallback={(error) => <ErrorNotice {...errorWords(m, error)} onRetry={() => window.location.reload()} />}
      >
        <RotationCards serviceAccountId={account.id} onDelete={(apiKey) => setChosen({ kind: 'delete', apiKey })} />
        <ListView
          label={m.apiKeys.title}
          searchLabel={m.apiKeys.search}
          state={state}
          list={list}
          highlightedId={createdId}
          actions={actions}
          bulkActions={bulkActions}
          tools={
            <ListCodeButton name={m.apiKeys.title} request={{ id: 'listApiKeys', serviceAccountId: account.id }} />
          }
          renderTools={(shown) => (
            <ExportButton
              rows={() => shown.map((key) => ({ ...key, account }))}
              state={state}
              complete={list.data?.complete === true}
              of={nameOrId(account)}
            />
          )}
          empty={<EmptyState title={m.apiKeys.empty} help={m.apiKeys.emptyHelp} action={createButton} />}
        />
      </Boundary>
      {bulkDialog}
      {open !== null && (
        <KeyDialogs
          account={account}
          open={open}
          onClose={close}
          onDuplicate={(apiKey) => setChosen({ kind: 'create', prefill: duplicateOf(apiKey, new Date(now())) })}
          onSecret={() => {
            setChosen({ kind: 'create' })
            link.forget()
          }}
          onCreated={(id) => {
            close()
            onCreated()
            // Refresh only after the dialog closes, so that the list does not change behind the secret. Refresh without
            // a secret too: a lost attempt may have created a key.
            refreshKeys(client, [account.id])
            if (id === undefined) return
            setCreatedId(id)
            focusHeading()
          }}
        />
      )}
    </Box>
  )
}
