import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useQuery } from '@tanstack/react-query'
import { Link as RouterLink } from 'react-router-dom'

import { apiKeyList } from '#console/api-keys/list/columns.tsx'
import { keyStatus } from '#console/api-keys/list/key-status.ts'
import { paths } from '#console/app/paths.ts'
import { now } from '#console/clock.ts'
import { folderQueries } from '#console/folders/queries.ts'
import { useFormats, useMessages } from '#console/i18n/i18n.ts'
import { useOnDemandMessages } from '#console/i18n/on-demand.ts'
import { Identifier } from '#console/ui/cell/identifier.tsx'
import { StatusMark } from '#console/ui/cell/status-mark.tsx'
import { Verbatim } from '#console/ui/cell/verbatim.tsx'
import { Button } from '#console/ui/page/button.tsx'
import { outlined } from '#console/ui/page/outlined.ts'
import { CodeText } from '#console/ui/text/code-text.tsx'
import { Facts } from '#console/ui/text/facts.tsx'
import { nameOrId, visible } from '#console/ui/text/visible.ts'
import type { KeyOfAccount } from '../queries.ts'

interface KeyMatchProps {
  readonly apiKey: KeyOfAccount
  /** It is the only match. */
  readonly alone: boolean
  readonly onLeak: () => void
}

/** A key that was found, with what tells it from others, and what to do about it. */
export const KeyMatch = ({ apiKey, alone, onLeak }: KeyMatchProps) => {
  const m = useMessages()
  const f = useFormats()
  const words = useOnDemandMessages().leak.whose
  const { account, scopes, lastUsedAt, expiresAt } = apiKey
  const { data: folders = [] } = useQuery(folderQueries.all())
  const folder = folders.find(({ id }) => id === account.folderId)
  const name = apiKeyList.rowName(apiKey)
  const { kind, word } = keyStatus(m, apiKey, now())
  const toKey = `${paths.serviceAccount(account.folderId, account.id)}?${new URLSearchParams({ q: apiKey.id })}`
  return (
    <Box role="group" aria-label={name} sx={outlined}>
      <Facts
        facts={[
          { term: m.apiKeys.maskedKey, value: <CodeText>{name}</CodeText> },
          {
            term: m.inventory.account,
            value: (
              <Link component={RouterLink} to={toKey} translate="no">
                {nameOrId(account)}
              </Link>
            ),
          },
          { term: words.folder, value: <Verbatim>{folder?.name ?? account.folderId}</Verbatim> },
          { term: m.apiKeys.description, value: visible(apiKey.description) || m.list.none },
          {
            term: m.apiKeys.scope,
            value: scopes.length === 0 ? m.list.none : <Verbatim>{scopes.join(', ')}</Verbatim>,
          },
          { term: m.apiKeys.status, value: <StatusMark kind={kind} word={word} /> },
          { term: m.apiKeys.lastUsedAt, value: lastUsedAt === undefined ? m.status.neverUsed : f.relative(lastUsedAt) },
          { term: m.apiKeys.expiresAt, value: expiresAt === undefined ? m.status.neverExpires : f.full(expiresAt) },
          { term: m.apiKeys.createdAt, value: f.dateTimeZone(apiKey.createdAt) },
          { term: m.apiKeys.keyId, value: <Identifier id={apiKey.id} copy={m.apiKeys.secret.copyId} /> },
        ]}
      />
      <Box>
        <Button {...(alone && { variant: 'contained', color: 'primary' })} onClick={onLeak}>
          {m.apiKeys.leaked}
        </Button>
      </Box>
    </Box>
  )
}
