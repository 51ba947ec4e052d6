import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

import { apiKeyQueries } from '#console/api-keys/queries.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'

const atOnce = 6
const freshMilliseconds = 60_000

interface KeySearch {
  readonly found: readonly ApiKey[]
  /** Accounts whose keys were looked through. */
  readonly done: number
  readonly failed: number
}

const nothing: KeySearch = { found: [], done: 0, failed: 0 }

/**
 * Looks for keys by the end of their secret through the keys of many accounts, a few at once. What it loads stays in
 * the cache for the next search and for the pages.
 *
 * @param tail null: nothing is looked for, and what still runs is given up
 */
export const useKeySearch = (tail: string | null, accounts: readonly ServiceAccount[] | undefined): KeySearch => {
  const client = useQueryClient()
  const [search, setSearch] = useState({ tail, accounts, ...nothing })

  useEffect(() => {
    if (tail === null || accounts === undefined) return
    let stopped = false
    const report = (found: readonly ApiKey[], failed: number) => {
      if (stopped) return
      setSearch((before) => {
        const mine = before.tail === tail && before.accounts === accounts ? before : nothing
        return {
          tail,
          accounts,
          found: [...mine.found, ...found],
          done: mine.done + 1,
          failed: mine.failed + failed,
        }
      })
    }
    const next = accounts.values()
    const work = async () => {
      for (const { id } of next) {
        if (stopped) return
        const query = { ...apiKeyQueries.list(id), staleTime: freshMilliseconds }
        await client.query(query).then(
          ({ rows }) => report(rows.filter(hasTail(tail)), 0),
          () => report([], 1),
        )
      }
    }
    for (let worker = 0; worker < atOnce; worker++) void work()
    return () => {
      stopped = true
      // Not what a page shows: that is asked for on its own account.
      void client.cancelQueries({ queryKey: apiKeyQueries.lists(), predicate: (query) => !query.isActive() })
    }
  }, [tail, accounts, client])

  return search.tail === tail && search.accounts === accounts ? search : nothing
}

/** Tells the keys whose secret ends so. */
export const hasTail = (tail: string) => {
  const end = tail.toLowerCase()
  return ({ maskedSecret }: ApiKey): boolean => maskedSecret.toLowerCase().endsWith(end)
}
