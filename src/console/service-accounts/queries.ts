import { mutationOptions, queryOptions } from '@tanstack/react-query'

import { apiKeyQueries, keysAtStake } from '#console/api-keys/queries.ts'
import { streamedResults } from '#console/api/results-by-id.ts'
import { isGone } from '#console/api/gone.ts'
import { call } from '#console/api/http.ts'
import { waitForOperation } from '#console/api/operation.ts'
import { streamedRows } from '#console/api/pages.ts'
import {
  fieldsOf,
  oneWithRecentChanges,
  recordCreated,
  recordDeleted,
  recordEdited,
} from '#console/api/recent-changes.ts'
import type { ClientInput } from '#contract/endpoint.ts'
import type { Operation } from '#contract/operation.ts'
import { maxPageSize } from '#contract/page.ts'
import {
  createServiceAccount,
  deleteServiceAccount,
  getServiceAccount,
  listServiceAccounts,
  reactivateServiceAccount,
  type ServiceAccount,
  serviceAccount,
  suspendServiceAccount,
  updateServiceAccount,
} from '#contract/service-account.ts'

const listOf = (folderId: string) => ({
  list: `service accounts of ${folderId}`,
  idOf: ({ id }: ServiceAccount) => id,
})

/** Query options and mutations for service accounts. */
export const serviceAccountQueries = {
  all: () => ['serviceAccounts'] as const,
  lists: () => [...serviceAccountQueries.all(), 'list'] as const,

  /** All accounts of a folder. */
  list: (folderId: string) =>
    queryOptions({
      queryKey: [...serviceAccountQueries.lists(), folderId],
      queryFn: streamedRows(async (pageToken, signal) => {
        const query = { folderId, pageSize: maxPageSize, pageToken }
        const { serviceAccounts: rows, nextPageToken } = await call(listServiceAccounts, { query }, signal)
        return { rows, nextPageToken }
      }, listOf(folderId)),
      structuralSharing: false,
    }),

  one: (serviceAccountId: string) =>
    queryOptions({
      queryKey: [...serviceAccountQueries.all(), 'one', serviceAccountId],
      queryFn: ({ signal }) =>
        oneWithRecentChanges(serviceAccountId, () => call(getServiceAccount, { params: { serviceAccountId } }, signal)),
    }),

  /** What is deleted with each of these accounts. @param openedAt when the dialog was opened */
  stakes: (accountIds: readonly string[], openedAt: number) =>
    queryOptions({
      queryKey: [...serviceAccountQueries.all(), 'stakes', openedAt],
      queryFn: streamedResults(accountIds, (id, { signal }) => stakeOf(id, signal)),
      structuralSharing: false,
      staleTime: Infinity,
      gcTime: 0,
    }),
}

export const createServiceAccountMutation = () =>
  mutationOptions({
    mutationFn: async (body: ClientInput<typeof createServiceAccount>['body'], { meta }) => {
      const operation = await waitForOperation(await call(createServiceAccount, { body }), meta?.onRunning)
      const { createdAt, metadata, response } = operation
      const created = serviceAccount.safeParse({ createdAt, ...body, id: metadata?.['serviceAccountId'], ...response })
      if (created.success) recordCreated(listOf(body.folderId).list, created.data.id, created.data)
      return operation
    },
    meta: { invalidates: [serviceAccountQueries.lists(), apiKeyQueries.inventory()] },
  })

export const updateServiceAccountMutation = (serviceAccountId: string) =>
  mutationOptions({
    mutationFn: async (body: ClientInput<typeof updateServiceAccount>['body'], { meta }) => {
      const operation = await waitForOperation(
        await call(updateServiceAccount, { params: { serviceAccountId }, body }),
        meta?.onRunning,
      )
      recordEdited(serviceAccountId, fieldsOf(body))
      return operation
    },
    meta: { invalidates: [serviceAccountQueries.all(), apiKeyQueries.inventory()] },
  })

export const suspendServiceAccountMutation = (serviceAccountId: string) =>
  mutationOptions({
    mutationFn: async (body: ClientInput<typeof suspendServiceAccount>['body'], { meta }) => {
      const operation = await waitForOperation(
        await call(suspendServiceAccount, { params: { serviceAccountId }, body }),
        meta?.onRunning,
      )
      recordEdited(serviceAccountId, { status: 'SUSPENDED' })
      return operation
    },
    meta: { invalidates: [serviceAccountQueries.all(), apiKeyQueries.inventory()] },
  })

interface Reactivation {
  readonly serviceAccountId: string
  /** The expiry to set first: `""` removes it, undefined keeps it. */
  readonly expiresAt: string | undefined
  /** Called after the first half, because the second may fail. */
  readonly onExpirySet: () => void
}

export const reactivateServiceAccountMutation = () =>
  mutationOptions({
    mutationFn: async ({ serviceAccountId, expiresAt, onExpirySet }: Reactivation, { meta }) => {
      const params = { serviceAccountId }
      if (expiresAt !== undefined) {
        await waitForOperation(
          await call(updateServiceAccount, { params, body: { updateMask: 'expiresAt', expiresAt } }),
          meta?.onRunning,
        )
        recordEdited(serviceAccountId, { expiresAt: expiresAt || undefined })
        onExpirySet()
      }
      const operation = await waitForOperation(
        await call(reactivateServiceAccount, { params, body: {} }),
        meta?.onRunning,
      )
      recordEdited(serviceAccountId, { status: 'ACTIVE' })
      return operation
    },
    meta: { invalidates: [serviceAccountQueries.all(), apiKeyQueries.inventory()] },
  })

/** What is deleted with an account, freshly loaded, because the page may be hours old. */
export type Stake =
  | 'gone'
  | {
      readonly lastAuthenticatedAt: string | undefined
      readonly keys: Awaited<ReturnType<typeof keysAtStake>>
    }

const stakeOf = async (serviceAccountId: string, signal: AbortSignal): Promise<Stake> => {
  try {
    const [{ lastAuthenticatedAt }, keys] = await Promise.all([
      call(getServiceAccount, { params: { serviceAccountId } }, signal),
      keysAtStake(serviceAccountId, signal),
    ])
    return { lastAuthenticatedAt, keys }
  } catch (error) {
    if (isGone(error)) return 'gone'
    throw error
  }
}

/** Deletes an account without refreshing lists. Bulk deletion refreshes them once at the end. */
export const removeServiceAccount = async (serviceAccountId: string, onRunning?: (operation: Operation) => void) => {
  const operation = await waitForOperation(
    await call(deleteServiceAccount, { params: { serviceAccountId } }),
    onRunning,
  )
  recordDeleted(serviceAccountId)
  return operation
}

export const deleteServiceAccountMutation = () =>
  mutationOptions({
    mutationFn: (serviceAccountId: string, { meta }) => removeServiceAccount(serviceAccountId, meta?.onRunning),
    meta: { invalidates: [serviceAccountQueries.all(), apiKeyQueries.inventory()] },
  })
