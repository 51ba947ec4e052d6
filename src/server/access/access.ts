import type { Ctx } from '../verb.ts'
import type { Grant } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import type { Actor } from './actor.ts'
import { type Action, allows } from './rights.ts'

/** What the caller may, by all the roles it has. */
export interface Access {
  /** True when a role on one of the resources allows the action. Name the resource and all that it is in. */
  may(action: Action, resourceIds: readonly string[]): boolean
  /** Clouds, folders and accounts that the caller may see for a role on them, or on something in them. */
  seen(): Promise<Seen>
}

interface Seen {
  readonly clouds: ReadonlySet<string>
  readonly folders: ReadonlySet<string>
  readonly accounts: ReadonlySet<string>
}

/** Reads the caller's roles. The administrator needs none: see {@link isAdministrator}. */
export const accessOf = async ({ actor, store }: Pick<Ctx, 'actor' | 'store'>): Promise<Access> => {
  const grants = await store.accessBindings.ofSubjects([
    { subjectType: 'serviceAccount', subjectId: actor.id },
    { subjectType: 'system', subjectId: 'allAuthenticatedUsers' },
    { subjectType: 'system', subjectId: 'allUsers' },
  ])
  return {
    may: (action, resourceIds) =>
      // An account sees itself, whatever its roles.
      (action === 'viewAccount' && resourceIds[0] === actor.id) ||
      grants.some(({ resourceId, roleId }) => resourceIds.includes(resourceId) && allows(roleId, action)),
    seen: () => seenBy(store, actor, grants),
  }
}

export const isAdministrator = ({ actor }: Pick<Ctx, 'actor'>): boolean => actor.type === 'administrator'

const seenBy = async (tables: Tables, actor: Actor, grants: readonly Grant[]): Promise<Seen> => {
  const [clouds, folders, accounts] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const add = async (id: string, roles: readonly string[]): Promise<void> => {
    const account = await tables.serviceAccounts.get(id)
    const folder = account === undefined ? await tables.folders.get(id) : undefined
    const seesFolder = roles.some((role) => allows(role, 'viewFolder'))
    if (account && (seesFolder || id === actor.id)) {
      accounts.add(account.id)
      folders.add(account.folderId)
      clouds.add(account.cloudId)
    } else if (folder && seesFolder) {
      folders.add(folder.id)
      clouds.add(folder.cloudId)
    } else if (!account && !folder && roles.some((role) => allows(role, 'viewCloud'))) clouds.add(id)
  }
  for (const id of new Set([actor.id, ...grants.map(({ resourceId }) => resourceId)])) {
    const roles = grants.filter(({ resourceId }) => resourceId === id).map(({ roleId }) => roleId)
    await add(id, roles)
  }
  return { clouds, folders, accounts }
}
