import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'

import { accessQueries, type RoleOn } from '#console/access/queries.ts'
import { errorWords } from '#console/api/error-words.ts'
import { usedRecently } from '#console/api-keys/list/key-status.ts'
import type { useFreshKey } from '#console/api-keys/use-fresh-key.ts'
import { now } from '#console/clock.ts'
import { folderQueries } from '#console/folders/queries.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { Verbatim } from '#console/ui/cell/verbatim.tsx'
import { ErrorNotice } from '#console/ui/page/error-notice.tsx'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { Facts } from '#console/ui/text/facts.tsx'
import { nameOrId, visible } from '#console/ui/text/visible.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'

interface LeakFactsProps {
  readonly fresh: ReturnType<typeof useFreshKey>
  readonly apiKey: ApiKey
  readonly account: ServiceAccount
  readonly gone: boolean
}

/** What the key can do and when it was last used. */
export const LeakFacts = ({ fresh, apiKey, account, gone }: LeakFactsProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = useOnDemandMessages().leak
  const { checking, error, query } = fresh
  const { scopes, lastUsedAt, expiresAt, description } = apiKey
  const used = lastUsedAt === undefined ? m.status.neverUsed : f.relative(lastUsedAt)
  return (
    <>
      <Facts
        facts={[
          { term: m.apiKeys.keyId, value: <CodeText>{apiKey.id}</CodeText> },
          { term: m.apiKeys.description, value: visible(description) || m.list.none },
          { term: m.inventory.account, value: <Verbatim>{nameOrId(account)}</Verbatim> },
          {
            term: m.apiKeys.scope,
            value: scopes.length === 0 ? m.list.none : <Verbatim>{scopes.join(', ')}</Verbatim>,
          },
          { term: words.roles, value: <AccountRoles account={account} /> },
          { term: m.apiKeys.lastUsedAt, value: checking ? m.apiKeys.delete.checking : used },
          {
            term: m.apiKeys.expiresAt,
            value: expiresAt === undefined ? m.status.neverExpires : f.zones(expiresAt).join(' · '),
          },
        ]}
      />
      {error && !gone && (
        <ErrorNotice
          {...errorWords(m, error, 'iam.viewer')}
          what={words.useUnknown}
          severity="warning"
          onRetry={() => void query.refetch()}
        />
      )}
      {!checking && !error && !gone && lastUsedAt !== undefined && usedRecently(apiKey, now()) && (
        <Alert severity="warning" variant="outlined">
          {words.inUse(f.relative(lastUsedAt))}
        </Alert>
      )}
    </>
  )
}

/** The roles of the account on itself, its folder and its cloud, and which of them could not be read. */
const AccountRoles = ({ account }: { readonly account: ServiceAccount }) => {
  const m = useMessages()
  const words = useOnDemandMessages().leak
  const { data: folders, isPending: foldersPending } = useQuery(folderQueries.all())
  const cloudId = folders?.find(({ id }) => id === account.folderId)?.cloud.id
  const on: Partial<Record<RoleOn, string>> = {
    account: account.id,
    folder: account.folderId,
    ...(cloudId !== undefined && { cloud: cloudId }),
  }
  const { data } = useQuery({ ...accessQueries.rolesOf(account.id, on), enabled: !foldersPending })
  if (data === undefined) return <span>{m.action.loading}</span>
  const unread = [...data.unread, ...(cloudId === undefined ? (['cloud'] as const) : [])]
  return (
    <>
      {data.roles.map(({ roleId, on: place }) => (
        <Box key={`${roleId} ${place}`} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
          <CodeText>{roleId}</CodeText>
          <span>{words.roleOn[place]}</span>
        </Box>
      ))}
      {data.roles.length === 0 && unread.length === 0 && <span>{words.noRoles}</span>}
      {unread.map((place) => (
        <Box key={place} component="span" sx={{ display: 'block' }}>
          {words.rolesUnread[place]}
        </Box>
      ))}
      <Typography variant="caption" component="span" color="textSecondary" sx={{ display: 'block' }}>
        {words.rolesElsewhere}
      </Typography>
    </>
  )
}
