import {
  apiKeyMask,
  type createApiKey,
  type deleteApiKey,
  type getApiKey,
  type listApiKeyOperations,
  type listApiKeys,
  type listScopes,
  scopesMax,
  type updateApiKey,
} from '#contract/api-key.ts'
import type { ServerOutput } from '#contract/endpoint.ts'
import { defaultScopes } from '#contract/scope.ts'
import { accountOrSelf } from '../access/actor.ts'
import type { Verb } from '../http/app.ts'
import type { Ctx } from '../verb.ts'
import { notFound, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import { coveredBy } from '../messages/field-mask.ts'
import { listOperations } from '../operations/list.ts'
import { empty, iamMessage, onApiKey, recordOperation } from '../operations/record.ts'
import { nextPageToken, pageById, pageRequest } from '../messages/page.ts'
import { serviceAccountById } from '../service-accounts/verbs.ts'
import type { ApiKeyChanges, ApiKeyRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'
import { futureExpiry } from '../messages/timestamp.ts'
import { newKeyIn } from './new-keys.ts'
import { maskSecret, newSecret } from '../secrets/secret.ts'
import { toApiKey } from './to-api-key.ts'

type ListApiKeysAnswer = ServerOutput<typeof listApiKeys>

export const list: Verb<typeof listApiKeys> = async ({ store, actor, ready }, { query }) => {
  const accountId = accountOrSelf(actor, query.serviceAccountId)
  const request = pageRequest(query)
  return ready(JSON.stringify(['listApiKeys', accountId, request]), async () => {
    const page = await store.apiKeys.list(accountId, request)
    // One that has keys is there.
    if (page.rows.length === 0) await serviceAccountById(store, accountId)
    return { apiKeys: page.rows.map(toApiKey), nextPageToken: nextPageToken(page) } satisfies ListApiKeysAnswer
  })
}

export const get: Verb<typeof getApiKey> = async ({ store }, { params }) =>
  toApiKey(await apiKeyById(store, params.apiKeyId))

export const create: Verb<typeof createApiKey> = async (ctx, { body }) => {
  const scopes = grantedScopes(ctx, body.scopes ?? [], body.scope)
  const expiresAt = futureExpiry(body.expiresAt, ctx.now())
  const serviceAccountId = accountOrSelf(ctx.actor, body.serviceAccountId)
  const secret = newSecret()
  const row = await newKeyIn(ctx.store)({
    ctx,
    fields: {
      serviceAccountId,
      description: body.description ?? '',
      scopes,
      expiresAt,
      maskedSecret: maskSecret(secret),
      secretHash: sha256(secret),
    },
  })
  return { apiKey: toApiKey(row), secret }
}

export const update: Verb<typeof updateApiKey> = (ctx, { params: { apiKeyId }, body }) => {
  const isCovered = coveredBy(body.updateMask, apiKeyMask)
  const changes: ApiKeyChanges = {
    ...(isCovered('description') && { description: body.description ?? '' }),
    ...(isCovered('scopes') && { scopes: keptScopes(ctx, body.scopes ?? []) }),
    ...(isCovered('expiresAt') && { expiresAt: futureExpiry(body.expiresAt, ctx.now()) }),
  }
  return ctx.store.transaction(async (tx) => {
    const row = await tx.apiKeys.update(apiKeyId, changes)
    if (row === undefined) throw notFound('ApiKey', apiKeyId)
    const account = await serviceAccountById(tx, row.serviceAccountId)
    return recordOperation(tx, ctx, {
      on: onApiKey(apiKeyId, account),
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
      on: onApiKey(apiKeyId, account),
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

const grantedScopes = (ctx: Ctx, given: readonly string[], scope: string | undefined): readonly string[] => {
  const asked =
    given.length === 0 && scope
      ? [{ field: 'scope', name: scope }]
      : given.map((name, index) => ({ field: `scopes[${index}]`, name }))
  const unknown = asked.filter(({ name }) => !ctx.scopes.includes(name))
  if (unknown.length > 0) {
    throw validationFailed(unknown.map(({ field, name }) => ({ field, description: `Unknown scope ${name}` })))
  }
  return asked.length === 0 ? defaultScopes : asked.map(({ name }) => name)
}

// Where Create falls back on the default scopes, Update refuses: a key is not left without one (API reference 2.3).
const keptScopes = (ctx: Ctx, given: readonly string[]): readonly string[] => {
  if (given.length > 0) return grantedScopes(ctx, given, undefined)
  const description = `Number of elements must be in the range of 1 to ${scopesMax}`
  throw validationFailed([{ field: 'scopes', description }])
}

const apiKeyById = async (tables: Tables, id: string): Promise<ApiKeyRow> => {
  const row = await tables.apiKeys.get(id)
  if (row === undefined) throw notFound('ApiKey', id)
  return row
}
