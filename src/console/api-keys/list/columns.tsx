import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'
import { type Column, millis } from '#console/ui/table/data-table-column.ts'
import type { Filter } from '#console/ui/list/filter-rows.ts'
import { Identifier } from '#console/ui/table/identifier.tsx'
import { Instant } from '#console/ui/table/instant.tsx'
import type { ListKind } from '#console/ui/list/list-kind.ts'
import { StatusMark } from '#console/ui/table/status-mark.tsx'
import { visible } from '#console/ui/text/visible.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { keyState, keyStatus, longUnused, unusedDays, urgency } from './key-status.ts'
import { ScopesCell } from './scopes-cell.tsx'

const columns = (m: Messages): readonly Column<ApiKey>[] => [
  {
    id: 'maskedSecret',
    header: m.apiKeys.maskedKey,
    width: 108,
    sortValue: ({ maskedSecret }) => maskedSecret,
    cell: ({ maskedSecret }) => <code translate="no">{maskedSecret || m.list.none}</code>,
  },
  {
    id: 'id',
    header: m.apiKeys.keyId,
    width: 200,
    sortValue: ({ id }) => id,
    cell: ({ id }) => <Identifier id={id} copy={m.apiKeys.secret.copyId} />,
  },
  {
    id: 'description',
    header: m.apiKeys.description,
    width: 112,
    grow: 2,
    sortValue: ({ description }) => visible(description) || undefined,
    cell: ({ description }) => visible(description) || m.list.none,
  },
  {
    id: 'scopes',
    header: m.apiKeys.scope,
    width: 174,
    grow: 3,
    sortValue: ({ scopes }) => scopes.join(' ') || undefined,
    cell: ({ scopes }) => <ScopesCell scopes={scopes} />,
  },
  {
    id: 'status',
    header: m.apiKeys.status,
    width: 236,
    grow: 1,
    sortValue: urgency,
    cell: (key) => {
      const { kind, word, mark } = keyStatus(m, key, now())
      return (
        <span className="statuses">
          <StatusMark kind={kind} word={word} />
          {mark !== '' && <StatusMark kind="idle" word={` ${mark}`} />}
        </span>
      )
    },
  },
  {
    id: 'createdAt',
    header: m.apiKeys.createdAt,
    width: 158,
    sortValue: ({ createdAt }) => millis(createdAt),
    cell: ({ createdAt }) => <Instant at={createdAt} />,
  },
  {
    id: 'lastUsedAt',
    header: m.apiKeys.lastUsedAt,
    width: 158,
    sortValue: ({ lastUsedAt }) => millis(lastUsedAt),
    cell: ({ lastUsedAt }) => (lastUsedAt === undefined ? m.status.neverUsed : <Instant at={lastUsedAt} />),
  },
  {
    id: 'expiresAt',
    header: m.apiKeys.expiresAt,
    width: 158,
    sortValue: ({ expiresAt }) => millis(expiresAt),
    cell: ({ expiresAt }) => (expiresAt === undefined ? m.status.neverExpires : <Instant at={expiresAt} />),
  },
]

const filters = (m: Messages): readonly Filter<ApiKey>[] => [
  {
    id: 'status',
    label: m.apiKeys.status,
    valuesOf: (key) => [keyState(key, now())],
    options: [
      { value: 'active', label: m.status.active },
      { value: 'soon', label: m.apiKeys.expiresSoon },
      { value: 'expired', label: m.status.expired },
    ],
  },
  {
    id: 'used',
    label: m.apiKeys.lastUsedAt,
    valuesOf: (key) => [
      ...(key.lastUsedAt === undefined ? ['never'] : []),
      ...(longUnused(key, now()) ? ['long-ago'] : []),
    ],
    options: [
      { value: 'never', label: m.status.neverUsed },
      { value: 'long-ago', label: m.status.unusedFor(unusedDays) },
    ],
  },
  {
    id: 'expires',
    label: m.apiKeys.expiresAt,
    valuesOf: ({ expiresAt }) => (expiresAt === undefined ? ['never'] : []),
    options: [{ value: 'never', label: m.status.neverExpires }],
  },
  { id: 'scope', label: m.apiKeys.scope, valuesOf: ({ scopes }) => scopes },
]

/** A list of API keys. */
export const apiKeyList: ListKind<ApiKey> = {
  id: 'api-keys',
  columns,
  filters,
  rowId: ({ id }) => id,
  rowName: ({ maskedSecret, id }) => maskedSecret || id,
  searchText: ({ id, description, maskedSecret, scopes }) => [maskedSecret, id, description, ...scopes].join('\n'),
  sort: { id: 'createdAt', desc: true },
}
