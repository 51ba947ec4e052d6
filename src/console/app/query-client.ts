import { MutationCache, notifyManager, QueryClient, type QueryKey } from '@tanstack/react-query'

import { ApiError } from '#console/api/api-error.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** Keys of the queries it makes stale; also when it fails, for who knows what it did before that. */
      readonly invalidates?: readonly QueryKey[]
    }
  }
}

// That a request runs shows before the next click: by default a timer comes first, and on a busy machine a double click
// sent a form twice.
notifyManager.setScheduler(queueMicrotask)

const retries = 2

// A refusal stays a refusal; only what may pass by itself is asked for again. Who has waited out a timeout is told.
const mayPass = (error: unknown) =>
  error instanceof ApiError && error.failure !== 'timeout' && (error.failure !== 'status' || error.http >= 500)

export const makeQueryClient = (): QueryClient => {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // The service may be on this very machine: a request finds out better than the browser's guess at being offline.
        networkMode: 'always',
        refetchOnReconnect: 'always',
        retry: (count, error) => count < retries && mayPass(error),
        retryDelay: (attempt) => 300 * 2 ** attempt,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
    mutationCache: new MutationCache({
      onSettled: (_data, _error, _variables, _result, mutation) => {
        for (const queryKey of mutation.meta?.invalidates ?? []) void client.invalidateQueries({ queryKey })
      },
    }),
  })
  return client
}
