import { MutationCache, notifyManager, QueryClient, type QueryKey } from '@tanstack/react-query'

import { ApiError } from '#console/api/api-error.ts'
import type { Operation } from '#contract/operation.ts'

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** Query keys to invalidate, also after a failure, because its outcome may be unknown. */
      readonly invalidates?: readonly QueryKey[]
      /** The service accepted the write and has not finished it yet. */
      readonly onRunning?: (operation: Operation) => void
    }
  }
}

// Notify at once instead of by a timer: on a busy machine a double click submitted a form twice.
notifyManager.setScheduler(queueMicrotask)

const retries = 2

// Retry only errors that may pass. Never retry after a rejection or a timeout that the user has waited for.
const mayPass = (error: unknown) =>
  error instanceof ApiError && error.failure !== 'timeout' && (error.failure !== 'status' || error.http >= 500)

export const makeQueryClient = (): QueryClient => {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // The service may run on this machine, so a request knows better than navigator.onLine.
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
