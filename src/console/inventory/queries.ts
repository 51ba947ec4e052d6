import { experimental_streamedQuery as streamedQuery, type QueryClient, queryOptions } from '@tanstack/react-query'

import { asTheyArrive } from '#console/api/results-by-id.ts'
import { inBatches } from '#console/api/pages.ts'
import { apiKeyQueries, cachedKeys } from '#console/api-keys/queries.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import type { ApiKey } from '#contract/api-key.ts'
import type { ServiceAccount } from '#contract/service-account.ts'
import { groupByScopes } from './same-scopes.ts'

/** A key with its account. */
export interface KeyOfAccount extends ApiKey {
  readonly account: ServiceAccount
}

export interface InventoryKey extends KeyOfAccount {
  /** All keys of the account with the same scopes, this one included. The one that works longest comes first. */
  readonly sameScopes: readonly ApiKey[]
}

/** The keys of all accounts of some folders, as far as they are loaded. */
export interface Inventory {
  /** The accounts of each folder, by folder. */
  readonly accounts: ReadonlyMap<string, readonly ServiceAccount[]>
  /** The keys of each account, by account. */
  readonly keys: ReadonlyMap<string, readonly InventoryKey[]>
  /** Folders whose accounts, and accounts whose keys could not be loaded. */
  readonly failed: ReadonlyMap<string, unknown>
  /** The accounts answered for in the latest load, out of those to load. Undefined while the accounts are listed. */
  readonly progress: { readonly done: number; readonly of: number } | undefined
  readonly complete: boolean
}

const nothing: Inventory = {
  accounts: new Map(),
  keys: new Map(),
  failed: new Map(),
  progress: undefined,
  complete: false,
}

/** How old loaded keys may be before a load asks for them again, in milliseconds. */
export const freshMilliseconds = 5 * 60_000

/** Milliseconds until a loading inventory changes again. That searches and sorts all its rows, so long ones wait longer. */
const pauseOf = (accounts: number) => Math.max(300, 2 * accounts)

export const inventoryQueries = {
  /**
   * Every key of the folders. A load asks only for lists that are not cached, or that changed: after a deletion for
   * those of one account, after Stop for those that are missing. Old rows stay until new ones replace them.
   */
  keys: (folderIds: readonly string[]) =>
    queryOptions({
      queryKey: [...apiKeyQueries.inventory(), ...folderIds],
      queryFn: streamedQuery({
        streamFn: ({ client, queryKey, signal }) => {
          // A reload has all rows from the start.
          const before = client.getQueryData<Inventory>(queryKey)?.keys.size ?? 0
          return inBatches(steps(folderIds, client, signal), (stepsDone) => pauseOf(Math.max(before, stepsDone)))
        },
        reducer: after,
        initialValue: nothing,
        refetchMode: 'append',
      }),
      structuralSharing: false,
      staleTime: freshMilliseconds,
      // Reminders count its keys for the rest of the session.
      gcTime: Infinity,
    }),
}

/** A step of a load. */
type Step =
  | { readonly kind: 'accounts'; readonly folderId: string; readonly accounts: readonly ServiceAccount[] }
  | { readonly kind: 'start'; readonly accounts: number }
  | { readonly kind: 'keys'; readonly account: ServiceAccount; readonly keys: readonly ApiKey[] }
  | { readonly kind: 'failed'; readonly id: string; readonly error: unknown }
  | { readonly kind: 'end' }

async function* steps(folderIds: readonly string[], client: QueryClient, signal: AbortSignal): AsyncGenerator<Step> {
  const byId = new Map<string, ServiceAccount>()
  const accountsOf = async (folderId: string) =>
    (await client.query({ ...serviceAccountQueries.list(folderId), staleTime: freshMilliseconds })).rows
  for await (const { id, result, error } of asTheyArrive(folderIds, accountsOf, signal)) {
    if (result === undefined) yield { kind: 'failed', id, error }
    else {
      for (const account of result.value) byId.set(account.id, account)
      yield { kind: 'accounts', folderId: id, accounts: result.value }
    }
  }
  yield { kind: 'start', accounts: byId.size }
  const keysOf = (id: string) => cachedKeys(id, { client, signal, staleTime: freshMilliseconds })
  for await (const { id, result, error } of asTheyArrive([...byId.keys()], keysOf, signal)) {
    const account = byId.get(id)
    if (result === undefined || account === undefined) yield { kind: 'failed', id, error }
    else yield { kind: 'keys', account, keys: result.value }
  }
  yield { kind: 'end' }
}

/** An inventory after some steps. Copies each map once, because there may be thousands of accounts. */
const after = (before: Inventory, batch: readonly Step[]): Inventory => {
  const accounts = new Map(before.accounts)
  const keys = new Map(before.keys)
  const failed = new Map(before.failed)
  let { progress, complete } = before
  for (const step of batch) {
    switch (step.kind) {
      case 'accounts':
        accounts.set(step.folderId, step.accounts)
        failed.delete(step.folderId)
        progress = undefined
        complete = false
        break
      case 'start': {
        const ids = new Set([...accounts.values()].flat().map(({ id }) => id))
        // An account that was deleted takes its keys along.
        for (const id of keys.keys()) if (!ids.has(id)) keys.delete(id)
        progress = { done: 0, of: step.accounts }
        complete = false
        break
      }
      case 'keys':
        keys.set(step.account.id, rowsOf(step.keys, step.account))
        failed.delete(step.account.id)
        progress = oneMore(progress)
        break
      case 'failed':
        failed.set(step.id, step.error)
        progress = oneMore(progress)
        break
      case 'end':
        complete = failed.size === 0
    }
  }
  return { accounts, keys, failed, progress, complete }
}

const made = new WeakMap<readonly ApiKey[], readonly InventoryKey[]>()

/** The rows of an account. The same rows for the same list, so that a reload renders only what changed. */
const rowsOf = (keys: readonly ApiKey[], account: ServiceAccount): readonly InventoryKey[] => {
  const before = made.get(keys)
  if (before?.[0]?.account === account) return before
  const sameScopes = groupByScopes(keys)
  const rows = keys.map((key) => ({ ...key, account, sameScopes: sameScopes.get(key) ?? [key] }))
  made.set(keys, rows)
  return rows
}

const oneMore = (progress: Inventory['progress']) => progress && { ...progress, done: progress.done + 1 }
