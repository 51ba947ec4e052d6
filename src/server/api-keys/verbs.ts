import {
  apiKeyMask,
  type createApiKey,
  type deleteApiKey,
  type getApiKey,
  type listApiKeyOperations,
  type listApiKeys,
  type listScopes,
  type updateApiKey,
} from '#contract/api-key.ts'
import { accountOrSelf } from '../access/actor.ts'
import { enforcePolicies } from '../access/policies.ts'
import { coveredBy } from '../messages/field-mask.ts'
import { newId } from '../messages/ids.ts'
import { nextPageToken, pageById, pageRequest } from '../messages/page.ts'
import { notFound, quotaExceeded } from '../messages/status-error.ts'
import { futureExpiry } from '../messages/timestamp.ts'
import { listOperations } from '../operations/list.ts'
import { empty, iamMessage, apiKeyTarget, recordOperation } from '../operations/record.ts'
import { sha256 } from '../secrets/hash.ts'
import { maskSecret, newSecret } from '../secrets/secret.ts'
import { serviceAccountById } from '../service-accounts/service-account.ts'
import type { ApiKeyChanges, ApiKeyRow } from '../store/rows.ts'
import { MissingParentError, type Tables } from '../store/store.ts'
import type { Verb } from '../verb.ts'
import { scopesToUpdate, scopesToCreate } from './scopes.ts'
import { toApiKey } from './to-api-key.ts'

const quotaMetric = 'iam.apiKeys.count'

export const list: Verb<typeof listApiKeys> = async ({ store, actor }, { query }) => {
  const accountId = accountOrSelf(actor, query.serviceAccountId)
  const page = await store.apiKeys.list(accountId, pageRequest(query))
  // Save a query: an account with keys exists.
  if (page.rows.length === 0) await serviceAccountById(store, accountId)
  return { apiKeys: page.rows.map(toApiKey), nextPageToken: nextPageToken(page) }
}

export const get: Verb<typeof getApiKey> = async ({ store }, { params }) =>
  toApiKey(await apiKeyById(store, params.apiKeyId))

export const create: Verb<typeof createApiKey> = (ctx, { body }) => {
  const scopes = scopesToCreate(ctx, body)
  const expiresAt = futureExpiry(body.expiresAt, ctx.now())
  const secret = newSecret()
  return ctx.store.transaction(async (tx) => {
    const account = await serviceAccountById(tx, accountOrSelf(ctx.actor, body.serviceAccountId))
    const limit = ctx.quotas.apiKeys
    await tx.clouds.lock(account.cloudId, limit > 0 ? 'exclusive' : 'shared')
    await enforcePolicies(tx, 'createApiKey', account)
    if (limit > 0) {
      const usage = await tx.apiKeys.countInCloud(account.cloudId, limit + 1)
      if (usage >= limit) throw quotaExceeded(quotaMetric, limit, usage)
    }
    const row = {
      id: newId(),
      cloudId: account.cloudId,
      serviceAccountId: account.id,
      createdAt: ctx.now().toISOString(),
      description: body.description ?? '',
      scopes,
      lastUsedAt: null,
      expiresAt,
      maskedSecret: maskSecret(secret),
    }
    await tx.apiKeys.insert({ ...row, secretHash: sha256(secret) }).catch((error: unknown) => {
      throw error instanceof MissingParentError ? notFound('ServiceAccount', account.id) : error
    })
    const apiKey = toApiKey(row)
    await recordOperation(tx, ctx, {
      target: apiKeyTarget(row.id, account),
      description: 'Create API key',
      metadata: null,
      response: iamMessage('ApiKey', apiKey),
    })
    return { apiKey, secret }
  })
}

export const update: Verb<typeof updateApiKey> = (ctx, { params: { apiKeyId }, body }) => {
  const isCovered = coveredBy(body.updateMask, apiKeyMask)
  const changes: ApiKeyChanges = {
    ...(isCovered('description') && { description: body.description ?? '' }),
    ...(isCovered('scopes') && { scopes: scopesToUpdate(ctx, body) }),
    ...(isCovered('expiresAt') && { expiresAt: futureExpiry(body.expiresAt, ctx.now()) }),
  }
  return ctx.store.transaction(async (tx) => {
    const row = await tx.apiKeys.update(apiKeyId, changes)
    if (row === undefined) throw notFound('ApiKey', apiKeyId)
    const account = await serviceAccountById(tx, row.serviceAccountId)
    return recordOperation(tx, ctx, {
      target: apiKeyTarget(apiKeyId, account),
      description: 'Update API key',
      metadata: iamMessage('UpdateApiKeyMetadata', { apiKeyId }),
      response: iamMessage('ApiKey', toApiKey(row)),
    })
  })
}

export const remove: Verb<typeof deleteApiKey> = (ctx, { params: { apiKeyId } }) =>
  ctx.store.transaction(async (tx) => {
    const { serviceAccountId } = await apiKeyById(tx, apiKeyId)
    const account = await serviceAccountById(tx, serviceAccountId)
    if (!(await tx.apiKeys.delete(apiKeyId))) throw notFound('ApiKey', apiKeyId)
    return recordOperation(tx, ctx, {
      target: apiKeyTarget(apiKeyId, account),
      description: 'Delete API key',
      metadata: iamMessage('DeleteApiKeyMetadata', { apiKeyId }),
      response: empty,
    })
  })

export const operations: Verb<typeof listApiKeyOperations> = async ({ store }, { params: { apiKeyId }, query }) => {
  const page = await listOperations(store, 'resourceId', apiKeyId, query)
  if (page.operations.length === 0 && !query.pageToken) await apiKeyById(store, apiKeyId)
  return page
}

export const scopes: Verb<typeof listScopes> = (ctx, { query }) => {
  const all = ctx.scopes.map((id) => ({ id }))
  const { rows, nextPageToken: next } = pageById(all, query)
  return { scopes: rows.map(({ id }) => id), nextPageToken: next }
}

const apiKeyById = async (tables: Tables, id: string): Promise<ApiKeyRow> => {
  const row = await tables.apiKeys.get(id)
  if (row === undefined) throw notFound('ApiKey', id)
  return row
}
