import { forbidding, refuseForbidden } from '../access/policies.ts'
import type { Ctx } from '../verb.ts'
import { notFound, quotaExceeded } from '../messages/status-error.ts'
import { gathered } from '../gather.ts'
import { newId } from '../messages/ids.ts'
import { iamMessage, operationOf } from '../operations/record.ts'
import { serviceAccountById } from '../service-accounts/verbs.ts'
import type { NewApiKeyRow, OperationRow } from '../store/rows.ts'
import { MissingParentError, type Tables, type TransactionalTables, UnavailableError } from '../store/store.ts'
import { toApiKey } from './to-api-key.ts'

const quotaMetric = 'iam.apiKeys.count'

type NewKey = Omit<NewApiKeyRow, 'cloudId'>
type NewOperation = Omit<OperationRow, 'serviceAccountId' | 'folderId'>

/** A key that was asked for: by whom, and what of it was said. */
interface Asked {
  readonly ctx: Pick<Ctx, 'actor' | 'now' | 'quotas'>
  readonly fields: Omit<NewKey, 'id' | 'createdAt' | 'lastUsedAt'>
}

/**
 * Creates a key in the store, together with all that are asked for at the same time for the same account: one
 * statement and one flush of the disk for many.
 *
 * @throws StatusError NOT_FOUND without the account, PERMISSION_DENIED by an access policy, RESOURCE_EXHAUSTED by the quota
 */
export const newKeyIn = (store: TransactionalTables): ((asked: Asked) => Promise<NewKey>) => {
  let create = creators.get(store)
  if (create === undefined) {
    create = gathered(
      (all) => write(store, all),
      ({ fields }) => fields.serviceAccountId,
    )
    creators.set(store, create)
  }
  return create
}

const creators = new WeakMap<TransactionalTables, (asked: Asked) => Promise<NewKey>>()

type Settled = PromiseSettledResult<NewKey>

/** Keys of one account. */
const write = async (store: TransactionalTables, all: readonly Asked[]): Promise<readonly Settled[]> => {
  const serviceAccountId = all[0]?.fields.serviceAccountId ?? ''
  // Without a limit there is nothing to count, and there may be millions.
  if (all.every(({ ctx }) => ctx.quotas.apiKeys === 0)) return insert(store, serviceAccountId, all, 0)
  return store.transaction(async (tx) => {
    const { cloudId } = await serviceAccountById(tx, serviceAccountId)
    await tx.clouds.lock(cloudId)
    return insert(tx, serviceAccountId, all, await tx.apiKeys.countInCloud(cloudId))
  })
}

const insert = async (
  tables: Tables,
  serviceAccountId: string,
  all: readonly Asked[],
  before: number,
): Promise<readonly Settled[]> => {
  const keys: NewKey[] = []
  const operations: NewOperation[] = []
  const settled = all.map(({ ctx, fields }): Settled => {
    const [limit, usage] = [ctx.quotas.apiKeys, before + keys.length]
    if (limit > 0 && usage >= limit) return { status: 'rejected', reason: quotaExceeded(quotaMetric, limit, usage) }
    const key = { ...fields, id: newId(), createdAt: ctx.now().toISOString(), lastUsedAt: null }
    keys.push(key)
    operations.push(
      operationOf(ctx, {
        on: { resourceId: key.id },
        description: 'Create API key',
        metadata: iamMessage('CreateApiKeyMetadata', { apiKeyId: key.id }),
        response: iamMessage('ApiKey', toApiKey(key)),
      }),
    )
    return { status: 'fulfilled', value: key }
  })
  const isDone = await tables.apiKeys
    .insertAll(serviceAccountId, keys, operations, forbidding.createApiKey)
    .catch((error: unknown) => {
      throw error instanceof MissingParentError ? notFound('ServiceAccount', serviceAccountId) : error
    })
  if (isDone) return settled
  await refuseForbidden(tables, 'createApiKey', await serviceAccountById(tables, serviceAccountId))
  throw new UnavailableError('What was in the way of new API keys is gone already')
}
