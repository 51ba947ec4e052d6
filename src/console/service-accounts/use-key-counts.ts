import { useEffect, useState } from 'react'

import { countApiKeys } from '#console/api-keys/queries.ts'
import { inParallel } from '#console/ui/in-parallel.ts'
import type { ServiceAccount } from '#contract/service-account.ts'

/** How many keys an account has: `more` than so many, when they do not fit in a page of the API. */
export type KeyCount = { readonly keys: number; readonly more: boolean } | 'unknown'

interface KeyCounts {
  /** By the account's id; those not counted yet are not in it. */
  readonly counts: ReadonlyMap<string, KeyCount>
  /** Why one of those could not be counted that could not. */
  readonly error: unknown
  /** Counts again what could not be counted. */
  readonly recount: () => void
}

const parallel = 4

/** Counts the keys of each account, a few accounts at once. */
export const useKeyCounts = (accounts: readonly ServiceAccount[]): KeyCounts => {
  const [counts, setCounts] = useState<ReadonlyMap<string, KeyCount>>(new Map())
  const [error, setError] = useState<unknown>(null)
  const [toCount, setToCount] = useState(accounts)
  useEffect(() => {
    const control = new AbortController()
    const set = (id: string, count: KeyCount) => setCounts((before) => new Map(before).set(id, count))
    void inParallel(
      toCount,
      parallel,
      async ({ id }) => {
        try {
          const count = await countApiKeys(id, control.signal)
          if (!control.signal.aborted) set(id, count)
        } catch (failure) {
          if (control.signal.aborted) return
          set(id, 'unknown')
          setError(failure)
        }
      },
      control.signal,
    )
    return () => control.abort()
  }, [toCount])

  const recount = () => {
    const counted = new Map([...counts].filter(([, count]) => count !== 'unknown'))
    setCounts(counted)
    setError(null)
    setToCount(accounts.filter(({ id }) => !counted.has(id)))
  }
  return { counts, error, recount }
}
