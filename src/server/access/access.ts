import type { Grant } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import type { Actor } from './actor.ts'
import { type Action, allows } from './rights.ts'

/** What the caller may do, by all the roles it has. */
export interface Access {
  /** True when a role on one of the resources allows the action. Name the resource and all that it is in. */
  readonly may: (action: Action, resourceIds: readonly string[]) => boolean
  /** What the caller may see for a role on it, or on something in it. Undefined for the administrator: everything. */
  readonly visible: Visible | undefined
}

interface Visible {
  readonly clouds: ReadonlySet<string>
  readonly folders: ReadonlySet<string>
  readonly serviceAccounts: ReadonlySet<string>
}

const everything: Access = { may: () => true, visible: undefined }

/** Reads the caller's roles, in one query; the administrator needs none. */
export const accessOf = async (actor: Actor, { accessBindings }: Tables): Promise<Access> => {
  if (actor.type === 'administrator') return everything
  const grants = await accessBindings.grantsTo([
    { subjectType: 'serviceAccount', subjectId: actor.id },
    { subjectType: 'system', subjectId: 'allAuthenticatedUsers' },
    { subjectType: 'system', subjectId: 'allUsers' },
  ])
  return {
    may: (action, resourceIds) =>
      // An account sees itself, whatever its roles.
      (action === 'viewAccount' && resourceIds[0] === actor.id) ||
      grants.some(({ resourceId, roleId }) => resourceIds.includes(resourceId) && allows(roleId, action)),
    visible: visibleBy(grants, actor),
  }
}

const visibleBy = (grants: readonly Grant[], self: { id: string; folderId: string; cloudId: string }): Visible => {
  // An account sees itself, its folder and its cloud.
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
