import { MutationCache, QueryClient, type QueryKey } from '@tanstack/react-query'

import { ApiError } from '#console/api/api-error.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** Keys of the queries that a success makes stale. */
      readonly invalidates?: readonly QueryKey[]
    }
  }
}

const retries = 2

// A refusal stays a refusal; only what may pass by itself is asked for again.
const mayPass = (error: unknown) => error instanceof ApiError && (error.failure !== 'status' || error.http >= 500)

export const makeQueryClient = (): QueryClient => {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < retries && mayPass(error),
        retryDelay: (attempt) => 300 * 2 ** attempt,
      },
      mutations: { retry: false },
    },
    mutationCache: new MutationCache({
      onSuccess: (_data, _variables, _result, mutation) => {
        for (const queryKey of mutation.meta?.invalidates ?? []) void client.invalidateQueries({ queryKey })
      },
    }),
  })
  return client
}
