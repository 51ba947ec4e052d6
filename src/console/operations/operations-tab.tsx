import Box from '@mui/material/Box'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'

import { useSubjectNames } from '#console/access/use-subject-names.ts'
import { useRows } from '#console/api/use-rows.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { useShownAccount } from '#console/service-accounts/page/use-account.ts'
import { EmptyState } from '#console/ui/list/empty-state.tsx'
import { ListView } from '#console/ui/list/list-view.tsx'
import { useListState } from '#console/ui/list/use-list-state.ts'
import { operationList } from './columns.tsx'
import { isRunning } from './polling.ts'
import { operationQueries } from './queries.ts'
import { ResourceField } from './resource-field.tsx'

/** The operations of an account or of one of its keys. */
export const OperationsTab = () => {
  const m = useMessages()
  const { account } = useShownAccount()
  const [params, setParams] = useSearchParams()
  const apiKeyId = params.get('apiKeyId') || null
  const list = useRows(
    apiKeyId === null ? operationQueries.ofServiceAccount(account.id) : operationQueries.ofApiKey(apiKeyId),
    'iam.serviceAccounts.user',
  )
  const rows = list.data?.rows
  const names = useSubjectNames(useMemo(() => [...new Set(rows?.map(({ createdBy }) => createdBy))], [rows]))
  const state = useListState(useMemo(() => operationList(m, names), [m, names]))
  const polling = rows?.some(isRunning) === true

  const choose = (id: string | null) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      if (id === null) after.delete('apiKeyId')
      else after.set('apiKeyId', id)
      return after
    })

  return (
    <Box>
      <ResourceField account={account} apiKeyId={apiKeyId} onChange={choose} />
      <ListView
        label={m.operations.title}
        searchLabel={m.operations.search}
        state={state}
        // A progress bar that blinks every second would distract.
        list={{ ...list, fetching: list.fetching && !polling }}
        empty={<EmptyState title={m.operations.empty} help={m.operations.emptyHelp} />}
      />
    </Box>
  )
}
