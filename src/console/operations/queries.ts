import { type QueryKey, queryOptions } from '@tanstack/react-query'

import { call } from '#console/api/http.ts'
import { type Rows, streamedRows } from '#console/api/pages.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { now } from '#console/clock.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { listApiKeyOperations } from '#contract/api-key.ts'
import type { Operation } from '#contract/operation.ts'
import { maxPageSize } from '#contract/page.ts'
import { listServiceAccountOperations } from '#contract/service-account.ts'
import { pollingInterval } from './polling.ts'

/** The operations of an account or key. The query keys extend the resource's, so that its changes invalidate them. */
export const operationQueries = {
  ofServiceAccount: (serviceAccountId: string) =>
    operationsOf([...serviceAccountQueries.all(), 'operations', serviceAccountId], (query, signal) =>
      call(listServiceAccountOperations, { params: { serviceAccountId }, query }, signal),
    ),

  ofApiKey: (apiKeyId: string) =>
    operationsOf([...apiKeyQueries.all(), 'operations', apiKeyId], (query, signal) =>
      call(listApiKeyOperations, { params: { apiKeyId }, query }, signal),
    ),
}

interface PageRequest {
  readonly pageSize: number
  readonly pageToken: string
}

const operationsOf = (
  queryKey: QueryKey,
  load: (
    query: PageRequest,
    signal: AbortSignal,
  ) => Promise<{ readonly operations: readonly Operation[]; readonly nextPageToken: string }>,
) =>
  queryOptions<Rows<Operation>>({
    queryKey,
    queryFn: streamedRows(async (pageToken, signal) => {
      const { operations: rows, nextPageToken } = await load({ pageSize: maxPageSize, pageToken }, signal)
      return { rows, nextPageToken }
    }),
    structuralSharing: false,
    // Users usually open this after a change.
    staleTime: 0,
    // TanStack Query pauses polling while the tab is hidden.
    refetchInterval: ({ state }) => pollingInterval(state.data?.rows ?? [], now()),
  })
