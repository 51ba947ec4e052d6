import { forbids } from '../access/policies.ts'
import type { Ctx } from '../context.ts'
import { notFound, quotaExceeded, type StatusError } from '../errors.ts'
import { gathered } from '../gather.ts'
import { newId } from '../ids.ts'
import { iamMessage, onApiKey, operationOf } from '../operations/record.ts'
import type { NewApiKeyRow, OperationRow, ServiceAccountRow } from '../store/rows.ts'
import { MissingParentError, type Tables, type TransactionalTables, UnavailableError } from '../store/store.ts'
import { toApiKey } from './to-api-key.ts'

const quotaMetric = 'iam.apiKeys.count'

/** A key that was asked for: by whom, and all of it that does not depend on its account. */
interface Asked {
  readonly ctx: Pick<Ctx, 'actor' | 'now' | 'quotas'>
  readonly fields: Omit<NewApiKeyRow, 'id' | 'cloudId' | 'createdAt' | 'lastUsedAt'>
}

type Settled = PromiseSettledResult<NewApiKeyRow>

/**
 * Creates a key in the store, together with all that are asked for at the same time: one transaction and one flush of
 * the disk for many, for they would wait for each other anyway, under the lock of their cloud.
 *
 * @throws StatusError NOT_FOUND without the account, PERMISSION_DENIED by an access policy, RESOURCE_EXHAUSTED by the quota
 */
export const newKeyIn = (store: TransactionalTables): ((asked: Asked) => Promise<NewApiKeyRow>) => {
  let create = creators.get(store)
  if (create === undefined) {
    create = gathered((all) => createAll(store, all), 2)
    creators.set(store, create)
  }
  return create
}

const creators = new WeakMap<TransactionalTables, (asked: Asked) => Promise<NewApiKeyRow>>()

const createAll = async (store: TransactionalTables, all: readonly Asked[]): Promise<readonly Settled[]> => {
  try {
    return await store.transaction((tx) => write(tx, all))
  } catch (error) {
    // After a lost answer there is no knowing whether they are there.
    if (error instanceof UnavailableError) throw error
    const [first, ...others] = all
    if (first !== undefined && others.length === 0) {
      throw error instanceof MissingParentError ? notFound('ServiceAccount', first.fields.serviceAccountId) : error
    }
    // What is wrong with one, say that its account was being deleted, is nothing to the others.
    const each = await Promise.allSettled(all.map((asked) => createAll(store, [asked])))
    return each.flatMap((one) => (one.status === 'fulfilled' ? one.value : [one]))
  }
}

const write = async (tx: Tables, all: readonly Asked[]): Promise<readonly Settled[]> => {
  const accounts = await tx.serviceAccounts.present([...new Set(all.map(({ fields }) => fields.serviceAccountId))])
  const refusal = await refusals(
    tx,
    [...accounts.values()],
    all.some(({ ctx }) => ctx.quotas.apiKeys > 0),
  )
  const created: { readonly key: NewApiKeyRow; readonly operation: OperationRow }[] = []
  const settled = all.map(({ ctx, fields }): Settled => {
    const account = accounts.get(fields.serviceAccountId)
    const reason =
      account === undefined ? notFound('ServiceAccount', fields.serviceAccountId) : refusal(account, ctx.quotas.apiKeys)
    if (account === undefined || reason !== undefined) return { status: 'rejected', reason }
    const { cloudId } = account
    const key = { ...fields, id: newId(), cloudId, createdAt: ctx.now().toISOString(), lastUsedAt: null }
    const operation = operationOf(ctx, {
      on: onApiKey(key.id, account),
      description: 'Create API key',
      metadata: iamMessage('CreateApiKeyMetadata', { apiKeyId: key.id }),
      response: iamMessage('ApiKey', toApiKey(key)),
    })
    created.push({ key, operation })
    return { status: 'fulfilled', value: key }
  })
  await tx.apiKeys.insert(...created.map(({ key }) => key))
  await tx.operations.insert(...created.map(({ operation }) => operation))
  return settled
}

/** Locks the clouds of the accounts, and then tells why one of these may not have one more key, or counts that key. */
const refusals = async (tx: Tables, accounts: readonly ServiceAccountRow[], isLimited: boolean) => {
  const usage = new Map<string, number>()
  // In one order, so that two that lock several do not wait for each other.
  for (const cloudId of [...new Set(accounts.map((account) => account.cloudId))].toSorted()) {
    await tx.clouds.lock(cloudId)
    // Without a limit there may be millions.
    usage.set(cloudId, isLimited ? await tx.apiKeys.countInCloud(cloudId) : 0)
  }
  const forbidden = new Map<string, StatusError>()
  for (const place of new Map(accounts.map((account) => [account.folderId, account])).values()) {
    const problem = await forbids(tx, 'createApiKey', place)
    if (problem !== undefined) forbidden.set(place.folderId, problem)
  }
  return ({ folderId, cloudId }: ServiceAccountRow, quota: number): StatusError | undefined => {
    const used = usage.get(cloudId) ?? 0
    const problem = forbidden.get(folderId)
    if (problem !== undefined) return problem
    if (quota > 0 && used >= quota) return quotaExceeded(quotaMetric, quota, used)
    usage.set(cloudId, used + 1)
    return undefined
  }
}
