import { mutationOptions, queryOptions } from '@tanstack/react-query'

import { call } from '#console/api/http.ts'
import { finished } from '#console/api/operation.ts'
import { pages, streamedRows } from '#console/api/pages.ts'
import { type ApiKey, createApiKey, deleteApiKey, listApiKeys, listScopes } from '#contract/api-key.ts'
import type { ClientInput } from '#contract/endpoint.ts'
import { maxPageSize } from '#contract/page.ts'

/** What is asked about API keys, and under which keys it is kept. No answer among these carries a secret. */
export const apiKeyQueries = {
  all: () => ['apiKeys'] as const,

  /** All keys of an account. */
  list: (serviceAccountId: string) =>
    queryOptions({
      queryKey: [...apiKeyQueries.all(), 'list', serviceAccountId],
      queryFn: streamedRows(async (pageToken, signal) => {
        const query = { serviceAccountId, pageSize: maxPageSize, pageToken }
        const { apiKeys: rows, nextPageToken } = await call(listApiKeys, { query }, signal)
        return { rows, nextPageToken }
      }),
      structuralSharing: false,
    }),

  scopes: () =>
    queryOptions({
      queryKey: [...apiKeyQueries.all(), 'scopes'],
      queryFn: async ({ signal }) => {
        const scopes: string[] = []
        for await (const page of pages((pageToken) =>
          call(listScopes, { query: { pageSize: maxPageSize, pageToken } }, signal),
        )) {
          scopes.push(...page.scopes)
        }
        return scopes
      },
      staleTime: 5 * 60_000,
    }),
}

export interface CreatedApiKey {
  readonly apiKey: ApiKey
  readonly secret: string
}

/**
 * @param onCreated is handed the secret. The mutation itself returns the key's metadata only: what it returned would
 * stay in the mutation cache for minutes.
 */
export const createApiKeyMutation = (onCreated: (created: CreatedApiKey) => void) =>
  mutationOptions({
    mutationFn: async (body: ClientInput<typeof createApiKey>['body']) => {
      const created = await call(createApiKey, { body })
      onCreated(created)
      return created.apiKey
    },
    gcTime: 0,
  })

export const deleteApiKeyMutation = (serviceAccountId: string) =>
  mutationOptions({
    mutationFn: async (apiKeyId: string) => finished(await call(deleteApiKey, { params: { apiKeyId } })),
    meta: { invalidates: [apiKeyQueries.list(serviceAccountId).queryKey] },
  })
