import type { Grant } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import type { Actor } from './actor.ts'
import { type Action, allows } from './rights.ts'

/** The caller's permissions, from all its roles. */
export interface Access {
  /** True if a role on any of the resources allows the action. Pass the resource and its ancestors. */
  readonly may: (action: Action, resourceIds: readonly string[]) => boolean
  /** The resources visible through a role on them or on anything inside. Undefined for the administrator: all are. */
  readonly visible: Visible | undefined
}

interface Visible {
  readonly clouds: ReadonlySet<string>
  readonly folders: ReadonlySet<string>
  readonly serviceAccounts: ReadonlySet<string>
}

const fullAccess: Access = { may: () => true, visible: undefined }

/** Loads the caller's roles in one query. The administrator needs none. */
export const accessOf = async (actor: Actor, { accessBindings }: Tables): Promise<Access> => {
  if (actor.type === 'administrator') return fullAccess
  const grants = await accessBindings.grantsTo([
    { subjectType: 'serviceAccount', subjectId: actor.id },
    { subjectType: 'system', subjectId: 'allAuthenticatedUsers' },
    { subjectType: 'system', subjectId: 'allUsers' },
  ])
  return {
    may: (action, resourceIds) =>
      // An account can always view itself.
      (action === 'viewAccount' && resourceIds[0] === actor.id) ||
      grants.some(({ resourceId, roleId }) => resourceIds.includes(resourceId) && allows(roleId, action)),
    visible: visibleBy(grants, actor),
  }
}

const visibleBy = (grants: readonly Grant[], self: { id: string; folderId: string; cloudId: string }): Visible => {
  // An account can always view itself, its folder and its cloud.
  const clouds = new Set([self.cloudId])
  const folders = new Set([self.folderId])
  const serviceAccounts = new Set([self.id])
  for (const { resourceId, roleId, folderId, cloudId } of grants) {
    if (folderId === null || cloudId === null) {
      if (allows(roleId, 'viewCloud')) clouds.add(resourceId)
      continue
    }
    if (allows(roleId, 'viewFolder')) {
      folders.add(folderId)
      clouds.add(cloudId)
    }
    if (resourceId !== folderId && allows(roleId, 'viewAccount')) serviceAccounts.add(resourceId)
  }
  return { clouds, folders, serviceAccounts }
}
