import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'
import type { Column } from '#console/ui/table/data-table-column.ts'
import type { Filter } from '#console/ui/list/search/filter-rows.ts'
import { Identifier } from '#console/ui/cell/identifier.tsx'
import { timeColumn } from '#console/ui/table/time-column.tsx'
import type { ListKind } from '#console/ui/list/list-kind.ts'
import { StatusMark } from '#console/ui/cell/status-mark.tsx'
import { visible } from '#console/ui/text/visible.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { keyState, keyStatus, longUnused, unusedDays, urgency } from './key-status.ts'
import { AllScopes, ScopesCell } from './scopes-cell.tsx'

const columns = (m: Messages): readonly Column<ApiKey>[] => [
  {
    id: 'maskedSecret',
    header: m.apiKeys.maskedKey,
    width: 92,
    sortValue: ({ maskedSecret }) => maskedSecret,
    cell: ({ maskedSecret }) => <code translate="no">{maskedSecret || m.list.none}</code>,
  },
  {
    id: 'description',
    header: m.apiKeys.description,
    width: 120,
    grow: 3,
    card: 'note',
    priority: 2,
    sortValue: ({ description }) => visible(description) || undefined,
    twoLines: true,
    cell: ({ description }) => visible(description) || m.list.none,
  },
  {
    id: 'scopes',
    header: m.apiKeys.scope,
    width: 174,
    grow: 3,
    priority: 5,
    sortValue: ({ scopes }) => scopes.join(' ') || undefined,
    cell: ({ scopes }) => <ScopesCell scopes={scopes} />,
    detail: ({ scopes }) => <AllScopes scopes={scopes} />,
  },
  {
    id: 'status',
    header: m.apiKeys.status,
    width: 230,
    card: 'status',
    priority: 1,
    sortValue: urgency,
    text: (key) =>
      ({ active: m.status.active, soon: m.apiKeys.expiresSoon, expired: m.status.expired })[keyState(key, now())],
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
  timeColumn({
    id: 'lastUsedAt',
    header: m.apiKeys.lastUsedAt,
    card: 'fact',
    priority: 4,
    at: ({ lastUsedAt }) => lastUsedAt,
    never: m.status.neverUsed,
  }),
  timeColumn({
    id: 'expiresAt',
    header: m.apiKeys.expiresAt,
    card: 'fact',
    priority: 3,
    at: ({ expiresAt }) => expiresAt,
    never: m.status.neverExpires,
  }),
  timeColumn({
    id: 'createdAt',
    header: m.apiKeys.createdAt,
    optional: true,
    at: ({ createdAt }) => createdAt,
  }),
  {
    id: 'id',
    header: m.apiKeys.keyId,
    width: 190,
    optional: true,
    sortValue: ({ id }) => id,
    cell: ({ id }) => <Identifier id={id} copy={m.apiKeys.secret.copyId} />,
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
