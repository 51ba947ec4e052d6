import { resourceInfo } from '#contract/status.ts'
import type { Ctx } from '../verb.ts'
import { notFound, StatusError } from '../messages/status-error.ts'
import type { OperationRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import { type Access, accessOf, isAdministrator } from './access.ts'
import type { Action } from './rights.ts'

/** What a request is about. A history is the operations of a resource, which may be gone. */
export interface Where {
  readonly kind:
    | 'cloud'
    | 'folder'
    | 'serviceAccount'
    | 'apiKey'
    | 'serviceAccountHistory'
    | 'apiKeyHistory'
    | 'operation'
  readonly id: string
}

const names: Record<Where['kind'], readonly [kind: string, path: string]> = {
  cloud: ['Cloud', 'resource-manager.cloud'],
  folder: ['Folder', 'resource-manager.folder'],
  serviceAccount: ['ServiceAccount', 'iam.serviceAccount'],
  serviceAccountHistory: ['ServiceAccount', 'iam.serviceAccount'],
  apiKey: ['ApiKey', 'iam.apiKey'],
  apiKeyHistory: ['ApiKey', 'iam.apiKey'],
  operation: ['Operation', 'operation.operation'],
}

/**
 * Refuses what the caller has no right to. What it may not even see is answered as if it were not there.
 * @throws StatusError PERMISSION_DENIED on what the caller may see
 * @throws StatusError NOT_FOUND on what it may not see, and on what is not there
 */
export const authorize = async (ctx: Ctx, action: Action, where: Where): Promise<void> => {
  if (isAdministrator(ctx)) return
  const access = await accessOf(ctx)
  const [kind, path] = names[where.kind]
  const chain = await chainOf(ctx.store, where)
  if (chain === undefined) throw notFound(kind, where.id)
  if (where.kind === 'operation' ? await mayRead(ctx, access, where.id) : access.may(action, chain)) return
  const [cloud, folder] = [action === 'viewCloud', action === 'viewFolder']
  if ((cloud || folder) && (await isSeen(access, where))) return
  if (!(await sees(access, where, chain))) throw notFound(kind, where.id)
  throw new StatusError('PERMISSION_DENIED', `Permission denied to ${path} ${where.id}`, [resourceInfo(path, where.id)])
}

const isSeen = async (access: Access, { kind, id }: Where): Promise<boolean> => {
  const seen = await access.seen()
  return (kind === 'cloud' ? seen.clouds : seen.folders).has(id)
}

const sees = async (access: Access, where: Where, chain: readonly string[]): Promise<boolean> => {
  switch (where.kind) {
    case 'cloud':
      return access.may('viewCloud', chain) || isSeen(access, where)
    case 'folder':
      return access.may('viewFolder', chain) || isSeen(access, where)
    case 'serviceAccount':
    case 'serviceAccountHistory':
      return access.may('viewAccount', chain) || access.may('createToken', chain)
    case 'apiKey':
    case 'apiKeyHistory':
      return access.may('viewKeys', chain)
    case 'operation':
      return false
  }
}

type Chain = readonly string[]

/** The resource and all that it is in, closest first; undefined when it is not there. Of a key, its account is. */
const chainOf = async (tables: Tables, { kind, id }: Where): Promise<Chain | undefined> => {
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
      return key && chainOf(tables, { kind: 'serviceAccount', id: key.serviceAccountId })
    }
    case 'serviceAccountHistory':
      return (await chainOf(tables, { kind: 'serviceAccount', id })) ?? chainOfLast(tables, 'serviceAccountId', id)
    case 'apiKeyHistory':
      return (await chainOf(tables, { kind: 'apiKey', id })) ?? chainOfLast(tables, 'resourceId', id)
    case 'operation': {
      const row = await tables.operations.get(id)
      return row && chainOfOperation(tables, row)
    }
  }
}

const chainOfLast = async (tables: Tables, by: 'resourceId' | 'serviceAccountId', id: string) => {
  const [last] = (await tables.operations.list(by, id, { limit: 1, after: null })).rows
  return last && chainOfOperation(tables, last)
}

// Written down with the operation, so that it is known when the account is gone. A cloud has neither.
const chainOfOperation = async (tables: Tables, row: OperationRow): Promise<Chain> => {
  const { serviceAccountId, folderId, resourceId } = row
  const folder = folderId === null ? undefined : await tables.folders.get(folderId)
  const all = [serviceAccountId ?? resourceId, folder?.id, folder?.cloudId]
  return all.filter((id) => id !== undefined)
}

/** Who began an operation may follow it to its end, also when the right went with the resource. */
const mayRead = async ({ actor, store }: Ctx, access: Access, id: string): Promise<boolean> => {
  const row = await store.operations.get(id)
  if (row === undefined || row.createdBy === actor.id) return row !== undefined
  const chain = await chainOfOperation(store, row)
  if (row.serviceAccountId === null) return access.may('viewResourceAccess', chain)
  return access.may(row.resourceId === row.serviceAccountId ? 'viewAccount' : 'viewKeys', chain)
}
