import { useMemo, useState } from 'react'

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
  const asked = useResults(apiKeyQueries.current(accountIds, rows, openedAt), accountIds)

  const currentOf = ({ id, serviceAccountId }: BulkKey): CurrentKey => {
    if (asked.failed.has(serviceAccountId)) return 'unknown'
    const current = asked.known.get(serviceAccountId)
    return current === undefined ? 'checking' : (current.get(id) ?? 'gone')
  }
  const isUnknown = (key: BulkKey) => currentOf(key) === 'unknown'
  const isRecent = (key: BulkKey) => {
    const current = currentOf(key)
    return typeof current === 'object' && usedRecently(current, openedAt)
  }
  return { openedAt, accountIds, asked, currentOf, isUnknown, isRecent }
}

/** What identifies a key in a plan, besides its mask and id. */
export const identifying = ({ account, description }: BulkKey): readonly string[] => [
  ...(account === undefined ? [] : [bidiIsolate(nameOrId(account))]),
  bidiIsolate(description),
]
