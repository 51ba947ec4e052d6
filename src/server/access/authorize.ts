import { resourceInfo } from '#contract/status.ts'
import { NonexistentError, notFound, StatusError } from '../messages/status-error.ts'
import type { OperationRow, ServiceAccountRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import type { Ctx } from '../verb.ts'
import type { Access } from './access.ts'
import type { Action } from './rights.ts'

/** The resource a request acts on. A history is the list of a resource's operations and outlives the resource. */
export interface ResourceRef {
  readonly kind: Kind | 'operation'
  readonly id: string
}

type Kind = 'cloud' | 'folder' | 'serviceAccount' | 'apiKey' | 'serviceAccountHistory' | 'apiKeyHistory'

const kindNames: Record<Kind, readonly [name: string, path: string]> = {
  cloud: ['Cloud', 'resource-manager.cloud'],
  folder: ['Folder', 'resource-manager.folder'],
  serviceAccount: ['ServiceAccount', 'iam.serviceAccount'],
  serviceAccountHistory: ['ServiceAccount', 'iam.serviceAccount'],
  apiKey: ['ApiKey', 'iam.apiKey'],
  apiKeyHistory: ['ApiKey', 'iam.apiKey'],
}

/**
 * Checks that the caller may perform the action. A resource it may not view looks as if it did not exist.
 * @throws StatusError PERMISSION_DENIED if the caller may view the resource
 * @throws StatusError NOT_FOUND if it may not, and NonexistentError if the resource does not exist
 */
export const authorize = async (ctx: Ctx, action: Action, { kind, id }: ResourceRef): Promise<void> => {
  if (ctx.actor.type === 'administrator') return
  if (kind === 'operation') return authorizeOperation(ctx, id)
  const [name, path] = kindNames[kind]
  const access = await ctx.access()
  const chain = await chainOf(ctx.store, kind, id)
  if (chain === undefined) throw new NonexistentError(name, id)
  if (access.may(action, chain)) return
  if (!isVisible(access, kind, id, chain)) throw notFound(name, id)
  if (action === 'viewCloud' || action === 'viewFolder') return
  throw new StatusError('PERMISSION_DENIED', `Permission denied to ${path} ${id}`, [resourceInfo(path, id)])
}

/** True if the resource, or the history of a deleted one, exists and the caller may perform the action. */
export const isAllowed = async (ctx: Ctx, action: Action, kind: Kind, id: string): Promise<boolean> => {
  if (ctx.actor.type === 'administrator') return true
  const access = await ctx.access()
  const chain = await chainOf(ctx.store, kind, id)
  return chain !== undefined && access.may(action, chain)
}

const isVisible = (access: Access, kind: Kind, id: string, chain: Chain): boolean => {
  switch (kind) {
    case 'cloud':
      return access.may('viewCloud', chain) || (access.visible?.clouds.has(id) ?? true)
    case 'folder':
      return access.may('viewFolder', chain) || (access.visible?.folders.has(id) ?? true)
    case 'serviceAccount':
    case 'serviceAccountHistory':
      return mayKnow(access, chain)
    case 'apiKey':
    case 'apiKeyHistory':
      return access.may('viewKeys', chain)
  }
}

const mayKnow = (access: Access, chain: Chain): boolean =>
  access.may('viewAccount', chain) || access.may('createToken', chain)

/** True if the caller may learn that the account exists. To anybody else it looks as if it did not. */
export const mayKnowAccount = (
  access: Access,
  { id, folderId, cloudId }: Pick<ServiceAccountRow, 'id' | 'folderId' | 'cloudId'>,
): boolean => mayKnow(access, [id, folderId, cloudId])

/** Ids of a resource and its ancestors, closest first. A key is represented by its account. */
type Chain = readonly string[]

/** Undefined if the resource does not exist. */
const chainOf = async (tables: Tables, kind: Kind, id: string): Promise<Chain | undefined> => {
  switch (kind) {
    case 'cloud':
      return (await tables.clouds.get(id)) && [id]
    case 'folder': {
      const folder = await tables.folders.get(id)
      return folder && [id, folder.cloudId]
    }
    case 'serviceAccount': {
      const account = await tables.serviceAccounts.get(id)
      return account && [id, account.folderId, account.cloudId]
    }
    case 'apiKey': {
      const key = await tables.apiKeys.get(id)
      return key && chainOf(tables, 'serviceAccount', key.serviceAccountId)
    }
    case 'serviceAccountHistory':
      return (await chainOf(tables, 'serviceAccount', id)) ?? chainOfLastOperation(tables, 'serviceAccountId', id)
    case 'apiKeyHistory':
      return (await chainOf(tables, 'apiKey', id)) ?? chainOfLastOperation(tables, 'resourceId', id)
  }
}

const chainOfLastOperation = async (tables: Tables, by: 'resourceId' | 'serviceAccountId', id: string) => {
  const [last] = (await tables.operations.list(by, id, { limit: 1, after: null })).rows
  return last && chainOfOperation(tables, last)
}

// Read from the operation, because the account may have been deleted. Operations on a cloud have neither.
const chainOfOperation = async (tables: Tables, row: OperationRow): Promise<Chain> => {
  const { serviceAccountId, folderId, resourceId } = row
  const folder = folderId === null ? undefined : await tables.folders.get(folderId)
  const all = [serviceAccountId ?? resourceId, folder?.id, folder?.cloudId]
  return all.filter((id) => id !== undefined)
}

// The creator of an operation may always poll it, even if deleting the resource removed its rights.
const authorizeOperation = async ({ actor, access, store }: Ctx, id: string): Promise<void> => {
  const row = await store.operations.get(id)
  if (row?.createdBy === actor.id) return
  if (row === undefined || !(await access()).may(actionToRead(row), await chainOfOperation(store, row))) {
    throw notFound('Operation', id)
  }
}

const actionToRead = ({ serviceAccountId, resourceId }: OperationRow): Action => {
  if (serviceAccountId === null) return 'viewResourceAccess'
  return resourceId === serviceAccountId ? 'viewAccount' : 'viewKeys'
}
