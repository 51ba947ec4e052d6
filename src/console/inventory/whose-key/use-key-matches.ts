import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import { hasTail } from '#console/api-keys/key-tail.ts'
import { useIdSearch } from '#console/service-accounts/use-id-search.ts'
import { freshMilliseconds, type KeyOfAccount, inventoryQueries } from '../queries.ts'
import type { Clue } from './read-clue.ts'

/**
 * The keys that a clue may mean. Searches the loaded keys of the folders by the end of the secret, and every folder by
 * id. The end of a secret is in no query key and no request.
 *
 * @param clue null searches nothing
 */
export const useKeyMatches = (clue: Clue | null, folderIds: readonly string[]) => {
  const tail = clue?.kind === 'tail' ? clue.tail : null
  const query = useQuery({
    ...inventoryQueries.keys(folderIds),
    enabled: tail !== null,
    // A search loads what is missing, also what a load that was stopped left out.
    staleTime: ({ state: { data } }) => (data?.complete === false ? 0 : freshMilliseconds),
  })
  const inventory = tail === null ? undefined : query.data
  const byTail = useMemo(() => keysWithTail(inventory?.keys, tail), [inventory?.keys, tail])
  const byId = useIdSearch(clue?.kind === 'id' ? clue.id : '')
  const { apiKey, account } = byId
  const found: readonly KeyOfAccount[] = apiKey && account ? [{ ...apiKey, account }] : []
  const searching = tail === null ? byId.searching : query.isFetching
  return {
    matches: tail === null ? found : byTail.matches,
    /** No key matches exactly. These match without regard to upper and lower case. */
    ignoresCase: byTail.ignoresCase,
    /** The id is that of an account. */
    account: apiKey === undefined ? account : undefined,
    searching,
    /** The keys loaded for the search. Undefined for a search by id. */
    inventory,
    error: tail === null ? byId.error : query.error,
    /** Loads what is missing. */
    resume: () => void query.refetch(),
  }
}

const keysWithTail = (keys: ReadonlyMap<string, readonly KeyOfAccount[]> | undefined, tail: string | null) => {
  if (keys === undefined || tail === null) return { matches: [], ignoresCase: false }
  const all = [...keys.values()].flatMap((rows) => rows.filter(hasTail(tail)))
  const exact = all.filter(({ maskedSecret }) => maskedSecret.endsWith(tail))
  return exact.length > 0 ? { matches: exact, ignoresCase: false } : { matches: all, ignoresCase: all.length > 0 }
}
