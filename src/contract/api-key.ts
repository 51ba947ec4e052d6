import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { check, clearableTimestampInput, fieldMask, id, text, timestamp, timestampInput } from './field.ts'
import { listOperationsQuery, operation, operationPage } from './operation.ts'
import { nextPageToken, pageQuery } from './page.ts'

/** The readable fields of a key. The secret is not one of them (API reference 1.3). */
export const apiKey = z.object({
  id: z.string(),
  serviceAccountId: z.string(),
  createdAt: timestamp(),
  description: z._default(z.string(), ''),
  lastUsedAt: z.optional(timestamp()),
  /** Deprecated: set only if the key has exactly one scope. */
  scope: z.optional(z.string()),
  scopes: z._default(z.array(z.string()), []),
  expiresAt: z.optional(timestamp()),
  maskedSecret: z._default(z.string(), ''),
})
export type ApiKey = z.infer<typeof apiKey>

export const descriptionMax = 256
export const scopesMax = 100

/** Matches secrets: the documented `AQVN...`, and `AQW9...`, which the leak detector also knows (API reference 4.3). */
export const secretShape = (): RegExp => /AQ[VW][\w-]{36,39}/g
export const scopeLengthMax = 256

const scopesInput = z
  .array(text(scopeLengthMax, 1))
  .check(
    check<string[]>((scopes) => scopes.length <= scopesMax, { problem: 'entries', max: scopesMax }),
    check<string[]>((scopes) => new Set(scopes).size === scopes.length, { problem: 'unique' }),
  )
  .register(z.globalRegistry, { maxItems: scopesMax, uniqueItems: true })

export const createApiKeyBody = z.strictObject({
  /** Defaults to the caller if it is a service account. */
  serviceAccountId: z.optional(id()),
  description: z.optional(text(descriptionMax)),
  /** Deprecated: a single scope, used only if `scopes` is empty. */
  scope: z.optional(text(scopeLengthMax)),
  /** Defaults to the ten default scopes. */
  scopes: z.optional(scopesInput),
  /** A key without it never expires. */
  expiresAt: z.optional(timestampInput()),
})

/** The fields that an update mask may name. */
export const apiKeyMask = ['description', 'scopes', 'expiresAt'] as const

export const updateApiKeyBody = z.strictObject({
  updateMask: z.optional(fieldMask(apiKeyMask)),
  description: z.optional(text(descriptionMax)),
  /** 1 to 100 if the mask covers them: a key must keep at least one scope (API reference 2.3). */
  scopes: z.optional(scopesInput),
  expiresAt: z.optional(clearableTimestampInput()),
})

/** The only response that contains the secret. It cannot be read again (API reference 1.4). */
export const createApiKeyResponse = z.object({ apiKey, secret: z.string() })

const params = z.object({ apiKeyId: id() })
const path = '/iam/v1/apiKeys'

export const listApiKeys = endpoint({
  id: 'listApiKeys',
  summary: 'Lists the API keys of a service account.',
  host: 'iam',
  method: 'GET',
  path,
  query: z.strictObject({ serviceAccountId: z.optional(id()), ...pageQuery }),
  response: z.object({ apiKeys: z._default(z.array(apiKey), []), nextPageToken }),
})

export const getApiKey = endpoint({
  id: 'getApiKey',
  summary: 'Returns an API key, without its secret.',
  host: 'iam',
  method: 'GET',
  path: `${path}/{apiKeyId}`,
  params,
  response: apiKey,
})

export const createApiKey = endpoint({
  id: 'createApiKey',
  summary: 'Creates an API key and returns its secret, once.',
  host: 'iam',
  method: 'POST',
  path,
  body: createApiKeyBody,
  response: createApiKeyResponse,
})

export const updateApiKey = endpoint({
  id: 'updateApiKey',
  summary: 'Changes the fields of an API key that the mask names. The secret never changes.',
  host: 'iam',
  method: 'PATCH',
  path: `${path}/{apiKeyId}`,
  params,
  body: updateApiKeyBody,
  response: operation,
})

export const deleteApiKey = endpoint({
  id: 'deleteApiKey',
  summary: 'Deletes an API key immediately and permanently.',
  host: 'iam',
  method: 'DELETE',
  path: `${path}/{apiKeyId}`,
  params,
  response: operation,
})

export const listApiKeyOperations = endpoint({
  id: 'listApiKeyOperations',
  summary: 'Lists the operations of an API key.',
  host: 'iam',
  method: 'GET',
  path: `${path}/{apiKeyId}/operations`,
  params,
  query: listOperationsQuery,
  response: operationPage,
})

/** The protos have the new path since 2026-05-11; the documentation still shows the old one (API reference 2.3). */
export const listScopes = endpoint({
  id: 'listScopes',
  summary: 'Lists the scopes an API key can have.',
  host: 'iam',
  method: 'GET',
  path: '/iam/v1/apiKeyScopes',
  aliases: [`${path}/scopes`],
  query: z.strictObject(pageQuery),
  response: z.object({ scopes: z._default(z.array(z.string()), []), nextPageToken }),
})
