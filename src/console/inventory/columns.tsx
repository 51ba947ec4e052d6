import { Link } from 'react-router-dom'

import { apiKeyList } from '#console/api-keys/list/columns.tsx'
import { paths } from '#console/app/paths.ts'
import type { Messages } from '#console/i18n/en.ts'
import { useControlTabIndex } from '#console/ui/cell/in-grid.ts'
import type { ListKind } from '#console/ui/list/list-kind.ts'
import type { Column } from '#console/ui/table/data-table-column.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import type { InventoryKey } from './queries.ts'

const columns = (m: Messages): readonly Column<InventoryKey>[] => {
  const [masked, ...others] = apiKeyList.columns(m)
  const account: Column<InventoryKey> = {
    id: 'account',
    header: m.inventory.account,
    width: 150,
    grow: 2,
    card: 'note',
    twoLines: true,
    priority: 1,
    sortValue: (key) => nameOrId(key.account),
    cell: (key) => <AccountLink account={key.account} />,
  }
  return [...(masked ? [masked] : []), account, ...others]
}

const AccountLink = ({ account }: { readonly account: ServiceAccount }) => (
  <Link to={paths.serviceAccount(account.folderId, account.id)} tabIndex={useControlTabIndex()} translate="no">
    {nameOrId(account)}
  </Link>
)

/** The keys of many accounts. */
export const inventoryList: ListKind<InventoryKey> = {
  ...apiKeyList,
  id: 'inventory',
  columns,
  searchText: (key) => [apiKeyList.searchText(key), nameOrId(key.account), key.account.id].join('\n'),
}
