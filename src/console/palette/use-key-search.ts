import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { inParallel } from '#console/ui/bulk/in-parallel.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'

const atOnce = 6
const freshMilliseconds = 60_000

interface KeySearch {
  readonly found: readonly ApiKey[]
  /** Accounts whose keys were looked through. */
  readonly done: number
  readonly failed: number
  /** Why one of those failed that did. */
  readonly error: unknown
}

const nothing: KeySearch = { found: [], done: 0, failed: 0, error: null }

/**
 * Looks for keys by the end of their secret through the keys of many accounts, a few at once. What it loads stays in
 * the cache for the next search and for the pages.
 *
 * @param tail null: nothing is looked for, and what still runs is given up
 */
export const useKeySearch = (
  tail: string | null,
  accounts: readonly ServiceAccount[] | undefined,
): KeySearch & { readonly retry: () => void } => {
  const client = useQueryClient()
  const [turn, setTurn] = useState(0)
  const [search, setSearch] = useState({ tail, accounts, turn, ...nothing })
  const retry = () => setTurn((before) => before + 1)

  useEffect(() => {
    if (tail === null || accounts === undefined) return
    const stop = new AbortController()
    const report = (found: readonly ApiKey[], failure?: unknown) => {
      if (stop.signal.aborted) return
      setSearch((before) => {
        const mine = before.tail === tail && before.accounts === accounts && before.turn === turn ? before : nothing
        return {
          tail,
          accounts,
          turn,
          found: [...mine.found, ...found],
          done: mine.done + 1,
          failed: mine.failed + (failure === undefined ? 0 : 1),
          error: mine.error ?? failure,
        }
      })
    }
    const look = ({ id }: ServiceAccount) =>
      client.query({ ...apiKeyQueries.list(id), staleTime: freshMilliseconds }).then(
        ({ rows }) => report(rows.filter(hasTail(tail))),
        (failure: unknown) => report([], failure),
      )
    void inParallel(accounts, atOnce, look, stop.signal)
    return () => {
      stop.abort()
      // Not what a page shows: that is asked for on its own account.
      void client.cancelQueries({ queryKey: apiKeyQueries.lists(), predicate: (query) => !query.isActive() })
    }
  }, [tail, accounts, turn, client])

  const isMine = search.tail === tail && search.accounts === accounts && search.turn === turn
  return { ...(isMine ? search : nothing), retry }
}

/** Tells the keys whose secret ends so. */
export const hasTail = (tail: string) => {
  const end = tail.toLowerCase()
  return ({ maskedSecret }: ApiKey): boolean => maskedSecret.toLowerCase().endsWith(end)
}
