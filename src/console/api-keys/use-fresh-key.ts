import { useQuery } from '@tanstack/react-query'

import type { ApiKey } from '#contract/api-key.ts'
import { apiKeyQueries } from './queries.ts'

/**
 * A key, loaded when a dialog opens, because the page may be hours old.
 *
 * @param enabled false while it must not be loaded again
 */
export const useFreshKey = (apiKey: ApiKey, enabled = true) => {
  const query = useQuery({ ...apiKeyQueries.one(apiKey.id), enabled, refetchOnMount: 'always', retry: false })
  // A retry makes the query pending again. Until it settles, the key counts as used.
  const checking = !query.isFetchedAfterMount || (query.isFetching && !query.isSuccess)
  return {
    query,
    checking,
    /** The error of the check. */
    error: checking ? null : query.error,
    /** The key as it was last loaded. */
    current: (checking ? undefined : query.data) ?? apiKey,
  }
}
