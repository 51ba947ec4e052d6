import { type QueryKey, useQuery, type UseQueryOptions } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'
import { ApiError } from './api-error.ts'
import { type ErrorWords, errorWords } from './error-words.ts'
import type { Rows } from './pages.ts'

/** The loaded part of a list, and the state of its request. */
export interface LoadedRows<Row> {
  /** Undefined until the first page is loaded. */
  readonly data: Rows<Row> | undefined
  /** Loading: the first page, more pages, or a refresh. */
  readonly fetching: boolean
  readonly error: ErrorWords | null
  readonly refresh: () => void
}

/**
 * Loads a list.
 *
 * @param role the least role that can see it (API reference 4.6)
 */
export const useRows = <Row, Key extends QueryKey>(
  query: UseQueryOptions<Rows<Row>, Error, Rows<Row>, Key>,
  role: string,
): LoadedRows<Row> => {
  const m = useMessages()
  const online = useOnline()
  const { data, isFetching, error, refetch } = useQuery(query)
  return {
    data,
    fetching: isFetching,
    error: error && (isOffline(error, online) ? offlineWords(m, error) : errorWords(m, error, role)),
    refresh: () => void refetch(),
  }
}

// navigator.onLine counts only after a failed request, because the service may run on this machine.
const isOffline = (error: unknown, online: boolean): error is ApiError =>
  !online && error instanceof ApiError && error.failure === 'network'

const offlineWords = (m: ReturnType<typeof useMessages>, { requestId }: ApiError): ErrorWords => ({
  what: m.list.offline,
  todo: m.list.offlineHelp,
  requestId,
})

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)
