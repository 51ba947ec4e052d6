import type { Endpoint, ServerInput, ServerOutput } from '#contract/endpoint.ts'
import { notFound } from '../messages/status-error.ts'
import { accountTarget, cloudTarget, folderTarget, type Target } from '../operations/record.ts'
import { cloudById, folderById, lockFolder } from '../resource-manager/find.ts'
import { serviceAccountById } from '../service-accounts/service-account.ts'
import type { Tables } from '../store/store.ts'
import type { Ctx } from '../verb.ts'

/**
 * A verb of all kinds of resources. Their endpoints differ only in id and path, so leaving both out lets one verb serve
 * them.
 */
export type BindableVerb<E extends Endpoint> = (
  ctx: Ctx,
  input: Pick<ServerInput<E>, 'params' | 'query' | 'body'>,
) => Promise<ServerOutput<E>>

/**
 * A kind of resource that roles or policies can be bound to. Both methods return the operation's target, or throw
 * NOT_FOUND.
 */
export interface Bindable {
  find(tables: Tables, id: string): Promise<Target>
  /** Also locks the resource until the transaction ends. */
  lock(tx: Tables, id: string): Promise<Target>
}

export const serviceAccount: Bindable = {
  find: async (tables, id) => accountTarget(await serviceAccountById(tables, id)),
  lock: async (tx, id) => {
    const [account] = await tx.serviceAccounts.lock([id])
    if (account === undefined) throw notFound('ServiceAccount', id)
    return accountTarget(account)
  },
}

// Creating keys, accounts and tokens takes the same lock. So a policy that was acknowledged applies to every later call,
// and no earlier one is still running.
export const cloud: Bindable = {
  find: async (tables, id) => cloudTarget(await cloudById(tables, id)),
  lock: async (tx, id) => {
    await tx.clouds.lock(id, 'exclusive')
    return cloudTarget(await cloudById(tx, id))
  },
}

export const folder: Bindable = {
  find: async (tables, id) => folderTarget(await folderById(tables, id)),
  lock: async (tx, id) => folderTarget(await lockFolder(tx, id, 'exclusive')),
}
