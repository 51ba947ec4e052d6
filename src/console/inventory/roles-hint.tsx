import Alert from '@mui/material/Alert'
import { useQuery } from '@tanstack/react-query'

import { accessQueries } from '#console/access/queries.ts'
import { folderQueries } from '#console/folders/queries.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import type { InventoryKey } from './queries.ts'

/**
 * Says that no role was found that lets a key's account use any service. It asks only for the account whose details are
 * open. Which scope needs which role is not documented, so any other role than one for administration counts.
 */
export const RolesHint = ({ apiKey }: { readonly apiKey: InventoryKey }) => {
  const m = useMessages()
  const { account, scopes } = apiKey
  const { data: folders } = useQuery(folderQueries.all())
  const cloud = folders?.find(({ id }) => id === account.folderId)?.cloud.id
  const { data } = useQuery({
    ...accessQueries.rolesOf(account.id, { folder: account.folderId, cloud: cloud ?? '' }),
    enabled: cloud !== undefined,
  })
  // Without both lists, which not everybody may read, nothing is known.
  if (scopes.length === 0 || data === undefined || data.unread.length > 0) return null
  if (data.roles.some(({ roleId }) => mayUseServices(roleId))) return null
  return (
    <Alert severity="info" variant="outlined" role="note" sx={{ mb: 5 }}>
      {m.inventory.noRole}
    </Alert>
  )
}

/** Roles that manage accounts, clouds and the like. They let nobody use another service. */
const administrative = /^(iam|organization-manager|quota-manager|resource-manager)\./

const mayUseServices = (roleId: string) => roleId === 'resource-manager.clouds.owner' || !administrative.test(roleId)
