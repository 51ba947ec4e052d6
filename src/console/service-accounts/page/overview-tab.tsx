import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'

import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { ApiKeysSection } from '#console/api-keys/list/section.tsx'
import { useMessages } from '#console/i18n/i18n.ts'
import { Button } from '#console/ui/page/button.tsx'
import { PageActions } from '#console/ui/page/page.tsx'
import { Facts } from '#console/ui/text/facts.tsx'
import { Identifier } from '#console/ui/cell/identifier.tsx'
import { Instant } from '#console/ui/cell/instant.tsx'
import { visible } from '#console/ui/text/visible.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { Labels } from '../columns.tsx'
import { ServiceAccountStatus } from '../status.tsx'
import { useShownAccount } from './use-account.ts'

/** The overview tab: the account's fields and its API keys. */
export const OverviewTab = () => {
  const m = useMessages()
  const { account, gone } = useShownAccount()
  const { data: noKeys = false } = useQuery({
    ...apiKeyQueries.list(account.id),
    select: ({ complete, rows }) => complete && rows.length === 0,
  })
  const [creating, setCreating] = useState(false)
  const createButton = !gone && (
    <Button variant="contained" color="primary" startIcon={<Plus size={16} />} onClick={() => setCreating(true)}>
      {m.apiKeys.create}
    </Button>
  )
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 6 }}>
      <PageActions>
        {/* An empty list has the same button. Keep the space here, so that the page does not shift. */}
        {noKeys ? <Box sx={{ visibility: 'hidden' }}>{createButton}</Box> : createButton}
      </PageActions>
      <AccountFacts account={account} />
      <ApiKeysSection
        account={account}
        creating={creating}
        onCreated={() => setCreating(false)}
        createButton={createButton}
      />
    </Box>
  )
}

/** The fields of a service account, as a list of terms. */
const AccountFacts = ({ account }: { readonly account: ServiceAccount }) => {
  const m = useMessages()
  const words = m.serviceAccounts
  const { lastAuthenticatedAt, expiresAt } = account
  return (
    <Facts
      facts={[
        { term: words.id, value: <Identifier id={account.id} copy={words.copyId} /> },
        { term: words.status, value: <ServiceAccountStatus status={account.status} /> },
        { term: words.description, value: visible(account.description) || m.list.none },
        { term: words.labels, value: <Labels labels={account.labels} none={m.list.none} /> },
        { term: words.createdAt, value: <Instant at={account.createdAt} /> },
        {
          term: words.lastAuthenticatedAt,
          value: lastAuthenticatedAt === undefined ? words.neverAuthenticated : <Instant at={lastAuthenticatedAt} />,
        },
        { term: words.expiresAt, value: expiresAt === undefined ? m.expiry.never : <Instant at={expiresAt} /> },
      ]}
    />
  )
}
