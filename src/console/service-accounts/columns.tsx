import { Link } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import type { Messages } from '#console/i18n/en.ts'
import type { Column } from '#console/ui/table/data-table-column.ts'
import type { Filter } from '#console/ui/list/search/filter-rows.ts'
import { Identifier } from '#console/ui/cell/identifier.tsx'
import { useControlTabIndex } from '#console/ui/cell/in-grid.ts'
import { timeColumn } from '#console/ui/table/time-column.tsx'
import type { ListKind } from '#console/ui/list/list-kind.ts'
import { nameOrId, visible } from '#console/ui/text/visible.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { ServiceAccountStatus } from './status.tsx'

const columns = (m: Messages): readonly Column<ServiceAccount>[] => [
  {
    id: 'name',
    header: m.serviceAccounts.name,
    width: 176,
    grow: 2,
    sortValue: ({ name }) => name,
    twoLines: true,
    cell: (account) => <AccountLink account={account} />,
  },
  {
    id: 'description',
    header: m.serviceAccounts.description,
    width: 125,
    grow: 3,
    card: 'note',
    priority: 3,
    sortValue: ({ description }) => visible(description) || undefined,
    twoLines: true,
    cell: ({ description }) => visible(description) || m.list.none,
  },
  {
    id: 'labels',
    header: m.serviceAccounts.labels,
    width: 140,
    grow: 2,
    priority: 5,
    sortValue: ({ labels }) => labelWords(labels) || undefined,
    twoLines: true,
    cell: ({ labels }) => <Labels labels={labels} none={m.list.none} />,
  },
  {
    id: 'status',
    header: m.serviceAccounts.status,
    width: 152,
    card: 'status',
    priority: 1,
    sortValue: ({ status }) => status,
    cell: ({ status }) => <ServiceAccountStatus status={status} />,
  },
  timeColumn({
    id: 'lastAuthenticatedAt',
    header: m.serviceAccounts.lastAuthenticatedAt,
    card: 'fact',
    priority: 2,
    at: ({ lastAuthenticatedAt }) => lastAuthenticatedAt,
    never: m.serviceAccounts.neverAuthenticated,
  }),
  timeColumn({
    id: 'expiresAt',
    header: m.serviceAccounts.expiresAt,
    card: 'fact',
    priority: 4,
    at: ({ expiresAt }) => expiresAt,
    never: m.expiry.never,
  }),
  timeColumn({
    id: 'createdAt',
    header: m.serviceAccounts.createdAt,
    optional: true,
    at: ({ createdAt }) => createdAt,
  }),
  {
    id: 'id',
    header: m.serviceAccounts.id,
    width: 190,
    optional: true,
    sortValue: ({ id }) => id,
    cell: ({ id }) => <Identifier id={id} copy={m.serviceAccounts.copyId} />,
  },
]

/** The name of an account in a list, as a link to its page. */
export const AccountLink = ({ account }: { readonly account: ServiceAccount }) => (
  <Link to={paths.serviceAccount(account.folderId, account.id)} tabIndex={useControlTabIndex()} translate="no">
    {nameOrId(account)}
  </Link>
)

export const Labels = ({
  labels,
  none,
}: {
  readonly labels: Readonly<Record<string, string>>
  readonly none: string
}) => {
  const words = labelWords(labels)
  if (words === '') return <span>{none}</span>
  return <code translate="no">{words}</code>
}

const labelWords = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')

const filters = (m: Messages): readonly Filter<ServiceAccount>[] => [
  {
    id: 'status',
    label: m.serviceAccounts.status,
    valuesOf: ({ status }) => [status],
    options: [
      { value: 'ACTIVE', label: m.status.active },
      { value: 'SUSPENDED', label: m.status.suspended },
      { value: 'CREATING', label: m.status.creating },
      { value: 'DELETING', label: m.status.deleting },
    ],
  },
  {
    id: 'label',
    label: m.serviceAccounts.labels,
    valuesOf: ({ labels }) => Object.entries(labels).map(([key, value]) => `${key}=${value}`),
  },
]

/** A list of service accounts. */
export const serviceAccountList: ListKind<ServiceAccount> = {
  id: 'service-accounts',
  columns,
  filters,
  rowId: ({ id }) => id,
  rowName: nameOrId,
  searchText: ({ id, name, description, labels }) => [name, id, description, labelWords(labels)].join('\n'),
  sort: { id: 'name', desc: false },
}
