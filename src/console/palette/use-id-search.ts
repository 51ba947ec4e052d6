import { useQuery } from '@tanstack/react-query'

import { ApiError } from '#console/api/api-error.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { codes } from '#contract/status.ts'

interface IdSearch {
  /** The key with this id, and its account; or the account with this id alone. */
  readonly apiKey?: ApiKey | undefined
  readonly account?: ServiceAccount | undefined
  readonly searching: boolean
  /** Why it could not be found out. */
  readonly error: Error | null
}

/**
 * Asks the service what has an id: keys and accounts share one shape of id.
 *
 * @param id '' asks for nothing
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
    error: account.data === undefined ? (errors.find((error) => !isNotFound(error)) ?? null) : null,
  }
}

const isNotFound = (error: unknown) => error instanceof ApiError && error.is(codes.NOT_FOUND.code)
