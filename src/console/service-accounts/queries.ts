import { mutationOptions, queryOptions } from '@tanstack/react-query'

import { call } from '#console/api/http.ts'
import { finished } from '#console/api/operation.ts'
import { streamedRows } from '#console/api/pages.ts'
import type { ClientInput } from '#contract/endpoint.ts'
import { maxPageSize } from '#contract/page.ts'
import {
  createServiceAccount,
  deleteServiceAccount,
  getServiceAccount,
  listServiceAccounts,
} from '#contract/service-account.ts'

/** What is asked about service accounts, and under which keys it is kept. */
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
      }),
      structuralSharing: false,
    }),

  one: (serviceAccountId: string) =>
    queryOptions({
      queryKey: [...serviceAccountQueries.all(), 'one', serviceAccountId],
      queryFn: ({ signal }) => call(getServiceAccount, { params: { serviceAccountId } }, signal),
    }),
}

export const createServiceAccountMutation = () =>
  mutationOptions({
    mutationFn: async (body: ClientInput<typeof createServiceAccount>['body']) =>
      finished(await call(createServiceAccount, { body })),
    meta: { invalidates: [serviceAccountQueries.lists()] },
  })

/** Deletes an account and leaves the lists as they are: for many at once, which refresh them at the end. */
export const removeServiceAccount = async (serviceAccountId: string) =>
  finished(await call(deleteServiceAccount, { params: { serviceAccountId } }))

export const deleteServiceAccountMutation = () =>
  mutationOptions({
    mutationFn: removeServiceAccount,
    meta: { invalidates: [serviceAccountQueries.all()] },
  })
