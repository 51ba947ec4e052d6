import { experimental_streamedQuery as streamedQuery, mutationOptions, queryOptions } from '@tanstack/react-query'

import { call } from '#console/api/http.ts'
import { finished } from '#console/api/operation.ts'
import { pages } from '#console/api/pages.ts'
import type { ClientInput } from '#contract/endpoint.ts'
import { maxPageSize } from '#contract/page.ts'
import {
  createServiceAccount,
  deleteServiceAccount,
  getServiceAccount,
  listServiceAccounts,
  type ServiceAccount,
} from '#contract/service-account.ts'

/** What is asked about service accounts, and under which keys it is kept. */
export const serviceAccountQueries = {
  all: () => ['serviceAccounts'] as const,
  lists: () => [...serviceAccountQueries.all(), 'list'] as const,

  /** All accounts of a folder; the rows of each page show as soon as it is there. */
  list: (folderId: string) =>
    queryOptions({
      queryKey: [...serviceAccountQueries.lists(), folderId],
      queryFn: streamedQuery({
        streamFn: ({ signal }) =>
          pages((pageToken) =>
            call(listServiceAccounts, { query: { folderId, pageSize: maxPageSize, pageToken } }, signal),
          ),
        reducer: (rows: readonly ServiceAccount[], page) => [...rows, ...page.serviceAccounts],
        initialValue: [],
        refetchMode: 'replace',
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

export const deleteServiceAccountMutation = () =>
  mutationOptions({
    mutationFn: async (serviceAccountId: string) =>
      finished(await call(deleteServiceAccount, { params: { serviceAccountId } })),
    meta: { invalidates: [serviceAccountQueries.lists()] },
  })
