import { useEffect, useState } from 'react'

import { countApiKeys } from '#console/api-keys/queries.ts'
import { inParallel } from '#console/ui/in-parallel.ts'
import type { ServiceAccount } from '#contract/service-account.ts'

/** How many keys an account has: `more` than so many, when they do not fit in a page of the API. */
export type KeyCount = { readonly keys: number; readonly more: boolean } | 'unknown'

const parallel = 4

/** Counts the keys of each account, a few accounts at once; those not counted yet are not in the map. */
export const useKeyCounts = (accounts: readonly ServiceAccount[]): ReadonlyMap<string, KeyCount> => {
  const [counts, setCounts] = useState<ReadonlyMap<string, KeyCount>>(new Map())
  useEffect(() => {
    const control = new AbortController()
    void inParallel(
      accounts,
      parallel,
      async ({ id }) => {
        const count = await countApiKeys(id, control.signal).catch(() => 'unknown' as const)
        if (!control.signal.aborted) setCounts((before) => new Map(before).set(id, count))
      },
      control.signal,
    )
    return () => control.abort()
  }, [accounts])
  return counts
}
