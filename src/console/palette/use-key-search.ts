import { queryOptions } from '@tanstack/react-query'

import { streamedResults, useResults } from '#console/api/results-by-id.ts'
import { hasTail } from '#console/api-keys/key-tail.ts'
import { apiKeyQueries, cachedKeys } from '#console/api-keys/queries.ts'
import type { ServiceAccount } from '#contract/service-account.ts'

const freshMilliseconds = 60_000

/** All accounts of a folder. */
export interface Accounts {
  readonly rows: readonly ServiceAccount[]
  readonly loadedAt: number
}

const withTail = (tail: string, accountIds: readonly string[], loadedAt: number) =>
  queryOptions({
    queryKey: [...apiKeyQueries.all(), 'withTail', tail, loadedAt],
    queryFn: streamedResults(accountIds, async (id, { client, signal }) =>
      (await cachedKeys(id, { client, signal, staleTime: freshMilliseconds })).filter(hasTail(tail)),
    ),
    structuralSharing: false,
    staleTime: Infinity,
    gcTime: 0,
  })

/**
 * Finds keys by the end of their secret, in the keys of many accounts.
 *
 * @param tail null cancels the search
 */
export const useKeySearch = (tail: string | null, accounts: Accounts | undefined) => {
  const ids = accounts?.rows.map(({ id }) => id) ?? []
  const enabled = tail !== null && accounts !== undefined
  const search = useResults({ ...withTail(tail ?? '', ids, accounts?.loadedAt ?? 0), enabled }, ids)
  return { ...search, found: [...search.known.values()].flat() }
}
