import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'

import { streamedResults } from '#console/api/results-by-id.ts'
import { call } from '#console/api/http.ts'
import { waitForOperation } from '#console/api/operation.ts'
import { allRows, pages, streamedRows } from '#console/api/pages.ts'
import { fieldsOf, oneWithRecentChanges, recordDeleted, recordEdited } from '#console/api/recent-changes.ts'
import { type ApiKey, deleteApiKey, getApiKey, listApiKeys, listScopes, updateApiKey } from '#contract/api-key.ts'
import type { ClientInput } from '#contract/endpoint.ts'
import type { Operation } from '#contract/operation.ts'
import { maxPageSize } from '#contract/page.ts'
import { latest } from './list/key-status.ts'

const keysPage = (serviceAccountId: string, pageToken: string, signal: AbortSignal) =>
  call(listApiKeys, { query: { serviceAccountId, pageSize: maxPageSize, pageToken } }, signal)

const rowsPageOf = (serviceAccountId: string) => async (pageToken: string, signal: AbortSignal) => {
  const { apiKeys: rows, nextPageToken } = await keysPage(serviceAccountId, pageToken, signal)
  return { rows, nextPageToken }
}

/** Names an account's list of keys: see `recordCreated`. */
export const keyListOf = (serviceAccountId: string) => ({
  list: `API keys of ${serviceAccountId}`,
  idOf: ({ id }: ApiKey) => id,
})

/** Query options and mutations for API keys. No cached result contains a secret. */
export const apiKeyQueries = {
  all: () => ['apiKeys'] as const,
  lists: () => [...apiKeyQueries.all(), 'list'] as const,

  /** All keys of an account. */
  list: (serviceAccountId: string) =>
    queryOptions({
      queryKey: [...apiKeyQueries.lists(), serviceAccountId],
      queryFn: streamedRows(rowsPageOf(serviceAccountId), keyListOf(serviceAccountId)),
      structuralSharing: false,
    }),

  /** The keys of whole folders: see `inventoryQueries`, which reads the lists of accounts from the cache. */
  inventory: () => [...apiKeyQueries.all(), 'inventory'] as const,

  /** What a change to the keys of these accounts makes outdated: their lists, and the inventory after them. */
  outdated: (accountIds: readonly string[]) => [
    ...accountIds.map((id) => apiKeyQueries.list(id).queryKey),
    apiKeyQueries.inventory(),
  ],

  /** The same, but refetched on use, because cached data may be outdated. */
  listSince: (serviceAccountId: string, at: number) => {
    const { queryKey, ...list } = apiKeyQueries.list(serviceAccountId)
    return queryOptions({ ...list, queryKey: [...queryKey, at], gcTime: 0 })
  },

  ones: () => [...apiKeyQueries.all(), 'one'] as const,

  one: (apiKeyId: string) =>
    queryOptions({
      queryKey: [...apiKeyQueries.ones(), apiKeyId],
      queryFn: ({ signal }) => oneWithRecentChanges(apiKeyId, () => call(getApiKey, { params: { apiKeyId } }, signal)),
    }),

  /** These keys of these accounts, freshly loaded, by account and id. @param openedAt when the dialog was opened */
  current: (accountIds: readonly string[], keys: readonly ApiKey[], openedAt: number) => {
    const idsByAccount = new Map<string, string[]>(accountIds.map((id) => [id, []]))
    for (const { id, serviceAccountId } of keys) idsByAccount.get(serviceAccountId)?.push(id)
    return queryOptions({
      queryKey: [...apiKeyQueries.all(), 'current', openedAt],
      queryFn: streamedResults(accountIds, (account, { signal }) =>
        currentKeys(account, idsByAccount.get(account) ?? [], signal),
      ),
      structuralSharing: false,
      staleTime: Infinity,
      gcTime: 0,
    })
  },

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

export const updateApiKeyMutation = (apiKey: ApiKey) =>
  mutationOptions({
    mutationFn: async (body: ClientInput<typeof updateApiKey>['body'], { meta }) => {
      const operation = await waitForOperation(
        await call(updateApiKey, { params: { apiKeyId: apiKey.id }, body }),
        meta?.onRunning,
      )
      recordEdited(apiKey.id, fieldsOf(body))
      return operation
    },
    meta: {
      invalidates: [...apiKeyQueries.outdated([apiKey.serviceAccountId]), apiKeyQueries.one(apiKey.id).queryKey],
    },
  })

/**
 * Current keys of an account by id, without those that were deleted. Reads list pages until all are found: one request
 * per key could mean 100,000 requests.
 */
const currentKeys = async (
  serviceAccountId: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ApiKey>> => {
  const missing = new Set(ids)
  const found = new Map<string, ApiKey>()
  for await (const { apiKeys } of pages((pageToken) => keysPage(serviceAccountId, pageToken, signal))) {
    for (const key of apiKeys) if (missing.delete(key.id)) found.set(key.id, key)
    if (missing.size === 0) break
  }
  return found
}

/** Reloads what shows the keys of these accounts. */
export const refreshKeys = (client: QueryClient, accountIds: readonly string[]): void => {
  for (const queryKey of apiKeyQueries.outdated(accountIds)) void client.invalidateQueries({ queryKey })
}

interface CachedKeysOptions {
  readonly client: QueryClient
  readonly signal: AbortSignal
  /** How old the cached keys may be, in milliseconds. */
  readonly staleTime: number
}

/** All keys of an account, from the cache that the account's page uses too. */
export const cachedKeys = async (
  accountId: string,
  { client, signal, staleTime }: CachedKeysOptions,
): Promise<readonly ApiKey[]> => {
  const list = apiKeyQueries.list(accountId)
  // Not the query of a page that shows them.
  const giveUp = () => void client.cancelQueries({ queryKey: list.queryKey, predicate: (query) => !query.isActive() })
  signal.addEventListener('abort', giveUp)
  try {
    // Streaming searches the whole cache for its query, which adds up when thousands of accounts are loaded.
    const queryFn = allRows(rowsPageOf(accountId), keyListOf(accountId))
    return (await client.query({ ...list, queryFn, staleTime })).rows
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** The current number of an account's keys, and their last use. */
export const keysAtStake = async (serviceAccountId: string, signal: AbortSignal) => {
  let count = 0
  let lastUsedAt: string | undefined
  for await (const { apiKeys } of pages((pageToken) => keysPage(serviceAccountId, pageToken, signal))) {
    count += apiKeys.length
    lastUsedAt = latest([lastUsedAt, ...apiKeys.map((key) => key.lastUsedAt)])
  }
  return { count, lastUsedAt }
}

/** Deletes a key without refreshing lists. Bulk deletion refreshes them once at the end. */
export const removeApiKey = async (apiKeyId: string, onRunning?: (operation: Operation) => void) => {
  const operation = await waitForOperation(await call(deleteApiKey, { params: { apiKeyId } }), onRunning)
  recordDeleted(apiKeyId)
  return operation
}

export const deleteApiKeyMutation = (serviceAccountId: string) =>
  mutationOptions({
    mutationFn: (apiKeyId: string, { meta }) => removeApiKey(apiKeyId, meta?.onRunning),
    meta: { invalidates: [...apiKeyQueries.outdated([serviceAccountId]), apiKeyQueries.ones()] },
  })
