import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ScanSearch } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router-dom'

import { errorWords } from '#console/api/error-words.ts'
import { useBulkKeyActions } from '#console/api-keys/list/bulk-key-actions.tsx'
import { ExportButton } from '#console/api-keys/export/export-button.tsx'
import { type KeyDialog, KeyDialogs } from '#console/api-keys/list/key-dialogs.tsx'
import { keyActions } from '#console/api-keys/list/key-actions.ts'
import { duplicateOf } from '#console/api-keys/create/form-prefill.ts'
import { apiKeyQueries, refreshKeys } from '#console/api-keys/queries.ts'
import { paths } from '#console/app/paths.ts'
import { now } from '#console/clock.ts'
import { folderQueries } from '#console/folders/queries.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { EmptyState } from '#console/ui/list/empty-state.tsx'
import { ListView } from '#console/ui/list/list-view.tsx'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { useListState } from '#console/ui/list/use-list-state.ts'
import { Button } from '#console/ui/page/button.tsx'
import { focusHeading } from '#console/ui/page/focus.ts'
import { Page } from '#console/ui/page/page.tsx'
import type { ServiceAccount } from '#contract/service-account.ts'
import { inventoryList } from './columns.tsx'
import { LoadState } from './load-state.tsx'
import { FindingList, fixWord } from './finding-parts.tsx'
import { findingsOf, type Fix } from './findings.ts'
import { Overview } from './overview.tsx'
import { type Inventory, type InventoryKey, inventoryQueries } from './queries.ts'
import { RolesHint } from './roles-hint.tsx'
import { watchExpiries } from './watch-expiries.ts'

const WhoseKeyDialog = lazyPart(async () => (await import('./whose-key/whose-key-dialog.tsx')).WhoseKeyDialog)

/** The address parameter that widens the page to all folders of the cloud. */
const foldersName = 'folders'

/** A view has one primary button. */
const primary = { variant: 'contained', color: 'primary' } as const

/** The dialog in which a finding is resolved. */
const dialogs = { delete: 'delete', rotate: 'rotate', expiry: 'edit', scopes: 'edit' } as const

interface Open {
  readonly dialog: KeyDialog
  readonly account: ServiceAccount
}

/** Every API key of a folder, or of all folders of its cloud. */
export const InventoryPage = () => {
  const m = useMessages()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { folderId = '' } = useParams()
  const scope = useFolderScope(folderId)
  const { folderIds } = scope
  const query = useQuery(inventoryQueries.keys(folderIds))
  const { data, isFetching, error } = query
  const rows = useMemo(() => data && rowsIn(data), [data])
  const isEmpty = data?.complete === true && rows?.length === 0
  // Before the keys are loaded, so that it does not push the list down.
  const hasOverview = (rows?.length ?? 0) > 0 || (isFetching && mayHaveKeys(data))
  const state = useListState(inventoryList)
  useEffect(() => watchExpiries(client), [client])
  const { bulkActions, bulkDialog } = useBulkKeyActions<InventoryKey>()
  const [open, setOpen] = useState<Open | null>(null)
  const [createdId, setCreatedId] = useState<string>()
  const [identifying, setIdentifying] = useState(false)
  const fix = useCallback(
    (key: InventoryKey, how: Fix) => {
      const { account } = key
      if (how === 'account') return void navigate(paths.serviceAccount(account.folderId, account.id))
      setOpen({ dialog: { kind: dialogs[how], apiKey: key }, account })
    },
    [navigate],
  )
  const actions = useCallback(
    (key: InventoryKey) => {
      const [worst] = findingsOf(key, now())
      return [
        ...(worst === undefined || worst.fix === 'delete' || worst.fix === 'rotate'
          ? []
          : [{ label: fixWord(m, worst.fix), onSelect: () => fix(key, worst.fix) }]),
        ...keyActions(m, key, {
          onOpen: (dialog) => setOpen({ dialog, account: key.account }),
          onOperations: () =>
            void navigate(paths.serviceAccountOperations(key.account.folderId, key.account.id, key.id)),
        }),
      ]
    },
    [m, navigate, fix],
  )
  const details = useCallback(
    (key: InventoryKey, close: () => void) => {
      const onFix = (how: Fix) => {
        // Before a dialog opens: only one of them can guard against leaving.
        close()
        fix(key, how)
      }
      return (
        <>
          <FindingList apiKey={key} onFix={onFix} />
          <RolesHint apiKey={key} />
        </>
      )
    },
    [fix],
  )
  const refresh = () => {
    void client.invalidateQueries({ queryKey: serviceAccountQueries.lists(), refetchType: 'none' })
    void client.invalidateQueries({ queryKey: apiKeyQueries.lists(), refetchType: 'none' })
    void query.refetch()
  }

  return (
    <Page
      title={m.apiKeys.title}
      actions={
        <Button
          {...(!isEmpty && primary)}
          startIcon={<ScanSearch size={16} />}
          onPointerEnter={WhoseKeyDialog.preload}
          onFocus={WhoseKeyDialog.preload}
          onClick={() => setIdentifying(true)}
        >
          {m.inventory.whoseKey}
        </Button>
      }
    >
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 4,
            // As high as the choice, which appears later.
            minHeight: 38,
            '& > .MuiAlert-root': { flexBasis: '100%' },
          }}
        >
          <FolderScopeChoice {...scope} />
          {data && <LoadState inventory={data} query={query} />}
        </Box>
        {hasOverview && <Overview rows={data?.keys} state={state} />}
        <ListView
          label={m.apiKeys.title}
          searchLabel={m.apiKeys.search}
          state={state}
          list={{
            data: rows && { rows, complete: data?.complete === true },
            fetching: isFetching,
            error: error && errorWords(m, error, 'iam.viewer'),
            refresh,
          }}
          highlightedId={createdId}
          actions={actions}
          details={details}
          bulkActions={bulkActions}
          renderTools={(shown) => (
            <ExportButton rows={() => shown} state={state} complete={data?.complete === true} of={scope.name} />
          )}
          empty={
            <EmptyState
              title={m.inventory.empty}
              help={m.inventory.emptyHelp}
              action={
                <Button {...primary} component={Link} to={paths.serviceAccounts(folderId)}>
                  {m.inventory.toAccounts}
                </Button>
              }
            />
          }
        />
      </Box>
      {bulkDialog}
      {identifying && (
        <WhoseKeyDialog
          folderIds={folderIds}
          onLeak={(apiKey) => {
            setIdentifying(false)
            setOpen({ dialog: { kind: 'leak', apiKey }, account: apiKey.account })
          }}
          onClose={() => setIdentifying(false)}
        />
      )}
      {open !== null && (
        <KeyDialogs
          account={open.account}
          open={open.dialog}
          onClose={() => setOpen(null)}
          onDuplicate={(apiKey) =>
            setOpen({ ...open, dialog: { kind: 'create', prefill: duplicateOf(apiKey, new Date(now())) } })
          }
          onSecret={() => setOpen({ ...open, dialog: { kind: 'create' } })}
          onCreated={(id) => {
            setOpen(null)
            refreshKeys(client, [open.account.id])
            if (id === undefined) return
            setCreatedId(id)
            focusHeading()
          }}
        />
      )}
    </Page>
  )
}

const rowsIn = ({ accounts, keys }: Inventory): readonly InventoryKey[] =>
  [...accounts.values()].flat().flatMap(({ id }) => keys.get(id) ?? [])

const mayHaveKeys = (inventory: Inventory | undefined) =>
  inventory === undefined || [...inventory.accounts.values()].some((accounts) => accounts.length > 0)

/** The folders whose keys are shown: this one, or all of its cloud. */
const useFolderScope = (folderId: string) => {
  const [params, setParams] = useSearchParams()
  const { data: folders = [] } = useQuery(folderQueries.all())
  const folder = folders.find(({ id }) => id === folderId)
  const cloud = folder?.cloud
  const wide = params.get(foldersName) === 'all'
  const folderIds = useMemo(
    () => (wide && cloud ? folders.filter((one) => one.cloud.id === cloud.id).map(({ id }) => id) : [folderId]),
    [wide, cloud, folders, folderId],
  )
  const onChoose = (whole: boolean) => {
    const next = new URLSearchParams(params)
    if (whole) next.set(foldersName, 'all')
    else next.delete(foldersName)
    setParams(next)
  }
  const name = (wide ? cloud : folder)?.name ?? folderId
  return { folderIds, name, cloud, wide, onChoose }
}

const FolderScopeChoice = ({ cloud, wide, onChoose }: ReturnType<typeof useFolderScope>) => {
  const m = useMessages()
  if (cloud === undefined) return null
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={m.inventory.folders}
      // Forced colours take the background away, and show the outline.
      sx={{
        '& .MuiToggleButton-root': { color: 'text.secondary' },
        '& .MuiToggleButton-root.Mui-selected': { color: 'text.primary' },
        '& .Mui-selected:not(:focus-visible)': { outline: '2px solid transparent', outlineOffset: -3 },
      }}
      value={wide}
      // Null when the chosen one is pressed again.
      onChange={(_, whole: boolean | null) => whole !== null && onChoose(whole)}
    >
      <ToggleButton value={false}>
        <span>{m.inventory.thisFolder}</span>
      </ToggleButton>
      <ToggleButton value>
        <span>{m.inventory.allFolders(cloud.name)}</span>
      </ToggleButton>
    </ToggleButtonGroup>
  )
}
