import { useCallback, useMemo, useState } from 'react'

import { useResults } from '#console/api/results-by-id.ts'
import { now } from '#console/clock.ts'
import { bidiIsolate } from '#console/ui/text/bidi-isolate.ts'
import { nameOrId } from '#console/ui/text/visible.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { usedRecently } from './key-status.ts'
import { apiKeyQueries } from '../queries.ts'

/** A key of a bulk action, with its account if the list has keys of several. */
export type BulkKey = ApiKey & { readonly account?: ServiceAccount }

/** The service's current data about a key: the page may be hours old. */
export type CurrentKey = 'checking' | 'unknown' | 'gone' | ApiKey

/** Loads the current data of the keys of a bulk action. A key whose last use is unknown counts as in use. */
export const useCurrentKeys = (rows: readonly BulkKey[]) => {
  const [openedAt] = useState(now)
  const accountIds = useMemo(() => [...new Set(rows.map((key) => key.serviceAccountId))], [rows])
  const query = useMemo(() => apiKeyQueries.current(accountIds, rows, openedAt), [accountIds, rows, openedAt])
  const asked = useResults(query, accountIds)
  const { known, failed } = asked

  // Changes only with the answers, so that a plan of 100,000 keys is not sorted in each render.
  const currentOf = useCallback(
    ({ id, serviceAccountId }: BulkKey): CurrentKey => {
      if (failed.has(serviceAccountId)) return 'unknown'
      const current = known.get(serviceAccountId)
      return current === undefined ? 'checking' : (current.get(id) ?? 'gone')
    },
    [known, failed],
  )
  return { openedAt, accountIds, asked, currentOf }
}

/** True when the key was used in the last 7 days, or when its last use is unknown. */
export const isInUse = (current: CurrentKey, openedAt: number): boolean =>
  current === 'unknown' || (typeof current === 'object' && usedRecently(current, openedAt))

/** What identifies a key in a plan, besides its mask and id. */
export const identifying = ({ account, description }: BulkKey): readonly string[] => [
  ...(account === undefined ? [] : [bidiIsolate(nameOrId(account))]),
  bidiIsolate(description),
]
