import { queryOptions, useQuery } from '@tanstack/react-query'

import { streamedResults, useResults } from '#console/api/results-by-id.ts'
import { isGone } from '#console/api/gone.ts'
import { apiKeyQueries, cachedKeys } from '#console/api-keys/queries.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { hasTail } from './find.ts'

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

interface IdSearch {
  /** The key with this id and its account, or the account with this id. */
  readonly apiKey?: ApiKey | undefined
  readonly account?: ServiceAccount | undefined
  readonly searching: boolean
  /** The error of the search. */
  readonly error: Error | null
}

/**
 * Looks up an id. Keys and accounts share one id format.
 *
 * @param id '' looks up nothing
 */
export const useIdSearch = (id: string): IdSearch => {
  const key = useQuery({ ...apiKeyQueries.one(id), enabled: id !== '' })
  const isKey = key.data !== undefined
  const account = useQuery({
    ...serviceAccountQueries.one(key.data?.serviceAccountId ?? id),
    enabled: id !== '' && (isKey || key.isError),
  })
  if (id === '') return { searching: false, error: null }
  const errors = [key.error, account.error].filter((error) => error !== null)
  return {
    apiKey: account.data && key.data,
    account: account.data,
    searching: key.isFetching || account.isFetching,
    error: account.data === undefined ? (errors.find((error) => !isGone(error)) ?? null) : null,
  }
}
