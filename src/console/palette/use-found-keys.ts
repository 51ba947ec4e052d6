import { useQueryClient } from '@tanstack/react-query'
import { KeyRound, Search } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router-dom'

import type { Rows } from '#console/api/pages.ts'
import { hasTail, isId, keyTail } from '#console/api-keys/key-tail.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { paths } from '#console/app/paths.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { useIdSearch } from '#console/service-accounts/use-id-search.ts'
import { foldedOnce } from '#console/ui/list/search/search-rows.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { type Entry, type Missing, mostOfKind } from './entry.ts'
import { best, rank } from './find.ts'
import { type Accounts, useKeySearch } from './use-key-search.ts'

const settledMilliseconds = 300

interface FoundKeys {
  readonly entries: readonly Entry[]
  /** The rank of the best match. */
  readonly rank: number
  /** An account in any folder whose id is the query. */
  readonly account: ServiceAccount | undefined
  /** The progress of the search in words, '' when it is done. */
  readonly busy: string
  /** Null when everything was searched. */
  readonly missing: Missing | null
  readonly error: Error | null
}

/**
 * Finds keys: loaded keys by description, id and mask, any key by its id, and any key of the folder by the end of its
 * secret, for which it loads all keys.
 *
 * @param query folded
 * @param accounts of the folder. Undefined until all are loaded
 * @param alone nothing else matched, so six characters can only mean a key
 */
export const useFoundKeys = (query: string, accounts: Accounts | undefined, alone: boolean): FoundKeys => {
  const m = useMessages()
  const navigate = useNavigate()
  const client = useQueryClient()
  const tail = keyTail(query)
  const settled = useSettled(query)

  const loaded = useMemo(() => {
    if (query === '') return []
    const lists = client.getQueriesData<Rows<ApiKey>>({ queryKey: apiKeyQueries.lists() })
    const keys = lists.flatMap(([, list]) => list?.rows ?? [])
    return best(keys, mostOfKind, rankOfKey(query))
  }, [client, query])
  const isLoaded = loaded[0]?.rank === 0

  const [asked, setAsked] = useState('')
  const seeks = tail !== null && (tail.sure || asked === tail.tail || (alone && settled === query))
  const search = useKeySearch(seeks ? tail.tail : null, accounts)
  const isHere = isLoaded || accounts?.rows.some(({ id }) => id === query)
  const byId = useIdSearch(isId(query) && accounts !== undefined && !isHere ? query : '')

  const accountOf = (id: string) =>
    accounts?.rows.find((account) => account.id === id) ??
    client.getQueryData(serviceAccountQueries.one(id).queryKey) ??
    byId.account
  const keys = [...loaded.map(({ one }) => one), ...search.found, ...(byId.apiKey ? [byId.apiKey] : [])]
  const entries = [...new Map(keys.map((key) => [key.id, key])).values()].flatMap((key): Entry[] => {
    const account = accountOf(key.serviceAccountId)
    // Without its account there is no page to open.
    if (account === undefined) return []
    const path = paths.serviceAccount(account.folderId, account.id)
    return [
      {
        id: `key:${key.id}`,
        Icon: KeyRound,
        label: key.maskedSecret || key.id,
        code: key.id,
        detail: account.name,
        run: () => void navigate(`${path}?${new URLSearchParams({ q: key.id })}`),
        passing: true,
      },
    ]
  })
  const offer: Entry[] =
    tail === null || seeks || isLoaded || !accounts?.rows.length
      ? []
      : [
          {
            id: 'seek-keys',
            Icon: Search,
            label: m.palette.seekKeys(tail.tail),
            run: () => setAsked(tail.tail),
            stays: true,
            passing: true,
          },
        ]

  const isSeeking = seeks && search.asking
  return {
    entries: [...entries.slice(0, mostOfKind), ...offer],
    rank: loaded[0]?.rank ?? (entries.length > 0 ? 0 : Infinity),
    account: byId.apiKey ? undefined : byId.account,
    busy: isSeeking
      ? m.palette.seeking(search.done, accounts?.rows.length ?? 0)
      : byId.searching
        ? m.action.loading
        : '',
    missing:
      search.failed.size > 0 && !isSeeking
        ? { what: m.palette.seekFailed(search.failed.size), error: search.error, retry: search.retry }
        : null,
    error: byId.error,
  }
}

// All ids share a prefix, so a short part matches too much.
const shortestPart = 6

const descriptionOf = foldedOnce(({ description }: ApiKey) => description)

const rankOfKey = (query: string) => {
  const { tail = '' } = keyTail(query) ?? {}
  const isMeant = hasTail(tail)
  return (key: ApiKey): number | null => {
    if (key.id === query || (tail !== '' && isMeant(key))) return 0
    const its = rank(descriptionOf(key), query.length < shortestPart ? '' : key.id, query)
    return its === null ? null : Math.max(its, 1)
  }
}

/** Debounces the value. */
const useSettled = (value: string): string => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settledMilliseconds)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
