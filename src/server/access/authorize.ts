import { resourceInfo } from '#contract/status.ts'
import { NonexistentError, notFound, StatusError } from '../messages/status-error.ts'
import type { OperationRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import type { Ctx } from '../verb.ts'
import type { Access } from './access.ts'
import type { Action } from './rights.ts'

/** What a request is about. A history is the operations of a resource, which may be gone. */
export interface ResourceRef {
  readonly kind: Kind | 'operation'
  readonly id: string
}

type Kind = 'cloud' | 'folder' | 'serviceAccount' | 'apiKey' | 'serviceAccountHistory' | 'apiKeyHistory'

const names: Record<Kind, readonly [name: string, path: string]> = {
  cloud: ['Cloud', 'resource-manager.cloud'],
  folder: ['Folder', 'resource-manager.folder'],
  serviceAccount: ['ServiceAccount', 'iam.serviceAccount'],
  serviceAccountHistory: ['ServiceAccount', 'iam.serviceAccount'],
  apiKey: ['ApiKey', 'iam.apiKey'],
  apiKeyHistory: ['ApiKey', 'iam.apiKey'],
}

/**
 * Refuses what the caller has no right to. What it may not even see is answered as if it did not exist.
 * @throws StatusError PERMISSION_DENIED on what the caller may see
 * @throws StatusError NOT_FOUND on what it may not see, and NonexistentError on what does not exist
 */
export const authorize = async (ctx: Ctx, action: Action, { kind, id }: ResourceRef): Promise<void> => {
  if (ctx.actor.type === 'administrator') return
  if (kind === 'operation') return authorizeOperation(ctx, id)
  const [name, path] = names[kind]
  const access = await ctx.access()
  const chain = await chainOf(ctx.store, kind, id)
  if (chain === undefined) throw new NonexistentError(name, id)
  if (access.may(action, chain)) return
  if (!isVisible(access, kind, id, chain)) throw notFound(name, id)
  if (action === 'viewCloud' || action === 'viewFolder') return
  throw new StatusError('PERMISSION_DENIED', `Permission denied to ${path} ${id}`, [resourceInfo(path, id)])
}

/** True when the caller has the right to the action on what exists, or on the history of what is gone. */
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
      return access.may('viewAccount', chain) || access.may('createToken', chain)
    case 'apiKey':
    case 'apiKeyHistory':
      return access.may('viewKeys', chain)
  }
}

/** A resource and all that it is in, closest first. A key counts as its account. */
type Chain = readonly string[]

/** Undefined when the resource does not exist. */
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
      return (await chainOf(tables, 'serviceAccount', id)) ?? chainOfLast(tables, 'serviceAccountId', id)
    case 'apiKeyHistory':
      return (await chainOf(tables, 'apiKey', id)) ?? chainOfLast(tables, 'resourceId', id)
  }
}

const chainOfLast = async (tables: Tables, by: 'resourceId' | 'serviceAccountId', id: string) => {
  const [last] = (await tables.operations.list(by, id, { limit: 1, after: null })).rows
  return last && chainOfOperation(tables, last)
}

// Stored with the operation, so that it is known when the account is gone. A cloud has neither.
const chainOfOperation = async (tables: Tables, row: OperationRow): Promise<Chain> => {
  const { serviceAccountId, folderId, resourceId } = row
  const folder = folderId === null ? undefined : await tables.folders.get(folderId)
  const all = [serviceAccountId ?? resourceId, folder?.id, folder?.cloudId]
  return all.filter((id) => id !== undefined)
}

// Whoever began an operation may follow it to its end, also when the right went with the resource.
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
