import { useQuery } from '@tanstack/react-query'

import { isGone } from '#console/api/gone.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { serviceAccountQueries } from './queries.ts'

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
