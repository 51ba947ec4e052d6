import { mutationOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'

import { call } from '#console/api/http.ts'
import { recordCreated } from '#console/api/recent-changes.ts'
import { repeatUntilResponse } from '#console/api/repeat-until-response.ts'
import { type ApiKey, createApiKey, createApiKeyResponse } from '#contract/api-key.ts'
import { type CreatedApiKey, keyListOf } from '../queries.ts'
import type { Attempt } from './attempt.ts'

const parts = createApiKeyResponse.shape

/** The fields of a key that are as the contract says, and empty ones instead of the others. */
const readableFields = (value: unknown): ApiKey => {
  const given: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {}
  const fields = Object.entries(parts.apiKey.shape).flatMap(([name, schema]) => {
    const field = schema.safeParse(given[name])
    return field.success ? [[name, field.data]] : []
  })
  const empty = { id: '', serviceAccountId: '', createdAt: '', description: '', scopes: [], maskedSecret: '' }
  return { ...empty, ...Object.fromEntries(fields) }
}

/** Whatever is wrong with the rest of the response, the secret must reach its owner: it is returned only once. */
const creation = {
  ...createApiKey,
  response: z.object({
    apiKey: z.catch(parts.apiKey, ({ value }) => readableFields(value)),
    secret: parts.secret.check(z.minLength(1)),
  }),
}

interface Creation {
  readonly attempt: Attempt
  readonly signal: AbortSignal
  /** The response was lost and the request is repeated. */
  readonly onRepeat: () => void
}

/**
 * Fails with ResponseLost when a key may exist whose secret did not arrive.
 *
 * @param onCreated receives the secret. The mutation returns only the metadata, because the mutation cache keeps
 * results for minutes.
 */
export const createApiKeyMutation = (onCreated: (created: CreatedApiKey) => void) =>
  mutationOptions({
    mutationFn: async ({ attempt: { body, idempotencyKey }, signal, onRepeat }: Creation) => {
      const ask = () => call(creation, { body }, signal, idempotencyKey)
      const created = await repeatUntilResponse(ask, { signal, onRepeat })
      if (created.apiKey.createdAt !== '') {
        recordCreated(keyListOf(created.apiKey.serviceAccountId).list, created.apiKey.id, created.apiKey)
      }
      onCreated(created)
      return created.apiKey
    },
    gcTime: 0,
  })
