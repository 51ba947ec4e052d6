import { Link } from 'react-router-dom'

import { paths } from '#console/app/paths.ts'
import type { Messages } from '#console/i18n/en.ts'
import { type Column, millis } from '#console/ui/table/data-table-column.ts'
import type { Filter } from '#console/ui/list/filter-rows.ts'
import { Identifier } from '#console/ui/table/identifier.tsx'
import { Instant } from '#console/ui/table/instant.tsx'
import type { ListKind } from '#console/ui/list/list-kind.ts'
import { nameOrId, visible } from '#console/ui/text/visible.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { ServiceAccountStatus } from './status.tsx'

const columns = (m: Messages): readonly Column<ServiceAccount>[] => [
  {
    id: 'name',
    header: m.serviceAccounts.name,
    width: 180,
    grow: 2,
    sortValue: ({ name }) => name,
    cell: (account) => (
      <Link to={paths.serviceAccount(account.folderId, account.id)} translate="no">
        {nameOrId(account)}
      </Link>
    ),
  },
  {
    id: 'id',
    header: m.serviceAccounts.id,
    width: 200,
    sortValue: ({ id }) => id,
    cell: ({ id }) => <Identifier id={id} copy={m.serviceAccounts.copyId} />,
  },
  {
    id: 'description',
    header: m.serviceAccounts.description,
    width: 140,
    grow: 3,
    sortValue: ({ description }) => visible(description) || undefined,
    cell: ({ description }) => visible(description) || m.list.none,
  },
  {
    id: 'labels',
    header: m.serviceAccounts.labels,
    width: 140,
    grow: 2,
    sortValue: ({ labels }) => labelWords(labels) || undefined,
    cell: ({ labels }) => <Labels labels={labels} none={m.list.none} />,
  },
  {
    id: 'status',
    header: m.serviceAccounts.status,
    width: 160,
    sortValue: ({ status }) => status,
    cell: ({ status }) => <ServiceAccountStatus status={status} />,
  },
  {
    id: 'createdAt',
    header: m.serviceAccounts.createdAt,
    width: 158,
    sortValue: ({ createdAt }) => millis(createdAt),
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
  {
    id: 'lastAuthenticatedAt',
    header: m.serviceAccounts.lastAuthenticatedAt,
    width: 158,
    sortValue: ({ lastAuthenticatedAt }) => millis(lastAuthenticatedAt),
    cell: ({ lastAuthenticatedAt: at }) => (at === undefined ? m.list.never : <Instant at={at} />),
  },
  {
    id: 'expiresAt',
    header: m.serviceAccounts.expiresAt,
    width: 158,
    sortValue: ({ expiresAt }) => millis(expiresAt),
    cell: ({ expiresAt }) => (expiresAt === undefined ? m.expiry.never : <Instant at={expiresAt} />),
  },
]

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
