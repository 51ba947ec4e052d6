import { refuseForbidden } from '../access/policies.ts'
import type { Ctx } from '../context.ts'
import { notFound, quotaExceeded } from '../errors.ts'
import { gathered } from '../gather.ts'
import { newId } from '../ids.ts'
import { iamMessage, onApiKey, operationOf } from '../operations/record.ts'
import { serviceAccountById } from '../service-accounts/service.ts'
import type { NewApiKeyRow, OperationRow } from '../store/rows.ts'
import { MissingParentError, type Tables, type TransactionalTables } from '../store/store.ts'
import { toApiKey } from './to-api-key.ts'

const quotaMetric = 'iam.apiKeys.count'

/** A key that was asked for: by whom, and all of it that does not depend on its account. */
interface Asked {
  readonly ctx: Pick<Ctx, 'actor' | 'now' | 'quotas'>
  readonly fields: Omit<NewApiKeyRow, 'id' | 'cloudId' | 'createdAt' | 'lastUsedAt'>
}

/**
 * Creates a key in the store, together with all that are asked for at the same time for the same account: one
 * transaction and one flush of the disk for many, for they would wait for each other anyway, under the lock of their
 * cloud.
 *
 * @throws StatusError NOT_FOUND without the account, PERMISSION_DENIED by an access policy, RESOURCE_EXHAUSTED by the quota
 */
export const newKeyIn = (store: TransactionalTables): ((asked: Asked) => Promise<NewApiKeyRow>) => {
  let create = creators.get(store)
  if (create === undefined) {
    create = gathered(
      (all) => store.transaction((tx) => write(tx, all)),
      ({ fields }) => fields.serviceAccountId,
      // While one waits for the disk the next is prepared.
      2,
    )
    creators.set(store, create)
  }
  return create
}

const creators = new WeakMap<TransactionalTables, (asked: Asked) => Promise<NewApiKeyRow>>()

type Settled = PromiseSettledResult<NewApiKeyRow>

/** Keys of one account. */
const write = async (tx: Tables, all: readonly Asked[]): Promise<readonly Settled[]> => {
  const serviceAccountId = all[0]?.fields.serviceAccountId ?? ''
  const account = await serviceAccountById(tx, serviceAccountId)
  await tx.clouds.lock(account.cloudId)
  await refuseForbidden(tx, 'createApiKey', account)
  // Without a limit there may be millions.
  const isLimited = all.some(({ ctx }) => ctx.quotas.apiKeys > 0)
  const before = isLimited ? await tx.apiKeys.countInCloud(account.cloudId) : 0
  const created: { readonly key: NewApiKeyRow; readonly operation: OperationRow }[] = []
  const settled = all.map(({ ctx, fields }): Settled => {
    const [limit, usage] = [ctx.quotas.apiKeys, before + created.length]
    if (limit > 0 && usage >= limit) return { status: 'rejected', reason: quotaExceeded(quotaMetric, limit, usage) }
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
  await tx.apiKeys.insert(...created.map(({ key }) => key)).catch((error: unknown) => {
    throw error instanceof MissingParentError ? notFound('ServiceAccount', serviceAccountId) : error
  })
  await tx.operations.insert(...created.map(({ operation }) => operation))
  return settled
}
