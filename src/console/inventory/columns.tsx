import { apiKeyList } from '#console/api-keys/list/columns.tsx'
import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'
import { AccountLink } from '#console/service-accounts/columns.tsx'
import type { ListKind } from '#console/ui/list/list-kind.ts'
import type { Column } from '#console/ui/table/data-table-column.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import { inventoryFilters } from './filters.ts'
import { FindingsCell, findingWords } from './finding-parts.tsx'
import { findingsOf, severity } from './findings.ts'
import type { InventoryKey } from './queries.ts'

const columns = (m: Messages): readonly Column<InventoryKey>[] => {
  const [masked, ...others] = apiKeyList.columns(m)
  const account: Column<InventoryKey> = {
    id: 'account',
    header: m.inventory.account,
    width: 112,
    grow: 2,
    card: 'note',
    twoLines: true,
    priority: 1,
    sortValue: (key) => nameOrId(key.account),
    cell: (key) => <AccountLink account={key.account} />,
  }
  const findings: Column<InventoryKey> = {
    id: 'findings',
    header: m.inventory.findings,
    width: 170,
    grow: 1,
    card: 'status',
    priority: 1,
    sortValue: (key) => severity(findingsOf(key, now())),
    text: (key) => findingWords(m, key),
    cell: (key) => <FindingsCell apiKey={key} />,
    // The details list them with their reasons.
    detail: () => null,
  }
  return [
    ...(masked ? [masked] : []),
    account,
    ...others.flatMap((column): readonly Column<InventoryKey>[] => {
      const width = widths[column.id] ?? column.width
      if (column.id !== 'status') return [{ ...column, width }]
      // The findings say more than the status does.
      const { card: _, ...status } = column
      return [findings, { ...status, optional: true }]
    }),
  ]
}

/** With these all default columns fit at 1280 px. */
const widths: Readonly<Record<string, number>> = { description: 100, scopes: 160 }

/** The keys of many accounts. */
export const inventoryList: ListKind<InventoryKey> = {
  ...apiKeyList,
  id: 'inventory',
  columns,
  filters: inventoryFilters,
  searchText: (key) => [apiKeyList.searchText(key), nameOrId(key.account), key.account.id].join('\n'),
}
