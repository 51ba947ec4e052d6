import { useMessages } from '#console/i18n/i18n.ts'
import { Facts } from '#console/ui/text/facts.tsx'
import { Identifier } from '#console/ui/table/identifier.tsx'
import { Instant } from '#console/ui/table/instant.tsx'
import { visible } from '#console/ui/text/visible.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { Labels } from './columns.tsx'
import { ServiceAccountStatus } from './status.tsx'

/** The fields of an account. */
export const AccountFacts = ({ account }: { readonly account: ServiceAccount }) => {
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
          value: lastAuthenticatedAt === undefined ? m.list.never : <Instant at={lastAuthenticatedAt} />,
        },
        { term: words.expiresAt, value: expiresAt === undefined ? m.expiry.never : <Instant at={expiresAt} /> },
      ]}
    />
  )
}
