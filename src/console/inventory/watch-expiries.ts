import type { Query, QueryClient } from '@tanstack/react-query'

import { keyState } from '#console/api-keys/list/key-status.ts'
import { apiKeyQueries } from '#console/api-keys/queries.ts'
import { now } from '#console/clock.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { expiring } from './expiring.ts'
import type { Inventory } from './queries.ts'

const dayMilliseconds = 24 * 60 * 60 * 1000
// Two days more than are counted, so that a list is read once a day.
const horizon = 16 * dayMilliseconds
const pauseMilliseconds = 1000
const minuteMilliseconds = 60_000

const watched = new WeakSet<QueryClient>()

/**
 * Keeps `expiring` up to date from inventories in the cache, for as long as the client lives. Loads nothing. Changes on
 * other pages count too, because they reload the list of the account.
 */
export const watchExpiries = (client: QueryClient): void => {
  if (watched.has(client)) return
  watched.add(client)
  let due: ReturnType<typeof setTimeout> | undefined
  const update = () => {
    due = undefined
    const counts = countsIn(client)
    if (JSON.stringify(counts) !== JSON.stringify(expiring.get())) expiring.set(counts)
  }
  const soon = () => (due ??= setTimeout(update, pauseMilliseconds))
  client.getQueryCache().subscribe((event) => {
    if (!concernsKeys(event.query)) return
    if (event.type === 'removed' || (event.type === 'updated' && event.action.type === 'success')) soon()
  })
  soon()
  // Time passes too.
  setInterval(update, minuteMilliseconds)
}

const prefixes = [apiKeyQueries.lists(), apiKeyQueries.inventory()]

const concernsKeys = ({ queryKey }: Query) =>
  prefixes.some((prefix) => prefix.every((part, index) => queryKey[index] === part))

const countsIn = (client: QueryClient) => {
  const at = now()
  const folders = new Map<string, Map<string, ApiKey>>()
  for (const [, inventory] of client.getQueriesData<Inventory>({ queryKey: apiKeyQueries.inventory() })) {
    for (const { id, folderId } of [...(inventory?.accounts.values() ?? [])].flat()) {
      const loaded = client.getQueryData(apiKeyQueries.list(id).queryKey)
      // The list is the newer of the two, but not while its pages arrive.
      const keys = loaded?.complete ? loaded.rows : inventory?.keys.get(id)
      const inFolder = folders.get(folderId) ?? new Map<string, ApiKey>()
      folders.set(folderId, inFolder)
      for (const key of keys ? expiringOf(keys, at) : []) inFolder.set(key.id, key)
    }
  }
  return Object.fromEntries(
    [...folders].map(([folderId, keys]) => {
      const soon = [...keys.values()].filter((key) => keyState(key, at) === 'soon')
      const today = soon.filter(({ expiresAt = '' }) => Date.parse(expiresAt) - at <= dayMilliseconds)
      return [folderId, { soon: soon.length, today: today.length }]
    }),
  )
}

const read = new WeakMap<readonly ApiKey[], { readonly at: number; readonly keys: readonly ApiKey[] }>()

const expiringOf = (keys: readonly ApiKey[], at: number): readonly ApiKey[] => {
  const before = read.get(keys)
  if (before !== undefined && at - before.at < dayMilliseconds) return before.keys
  const found = keys.filter(({ expiresAt }) => {
    const left = expiresAt === undefined ? Infinity : Date.parse(expiresAt) - at
    return left > 0 && left < horizon
  })
  read.set(keys, { at, keys: found })
  return found
}
