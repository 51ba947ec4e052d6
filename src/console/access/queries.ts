import { mutationOptions, queryOptions } from '@tanstack/react-query'

import { call } from '#console/api/http.ts'
import { waitForOperation } from '#console/api/operation.ts'
import { pages, streamedRows } from '#console/api/pages.ts'
import { recordCreated, recordDeleted } from '#console/api/recent-changes.ts'
import {
  type AccessBinding,
  type AccessBindingDelta,
  listRoles,
  listServiceAccountAccessBindings,
  type Role,
  updateServiceAccountAccessBindings,
} from '#contract/access.ts'
import { type AccessPolicyBinding, listFolderAccessPolicyBindings } from '#contract/access-policy.ts'
import { maxPageSize } from '#contract/page.ts'
import { bindingKey } from './subject.ts'

const rarelyChanges = 5 * 60_000

const listOf = (serviceAccountId: string) => ({
  list: `access bindings of ${serviceAccountId}`,
  idOf: (binding: AccessBinding) => `${serviceAccountId} ${bindingKey(binding)}`,
})

/** Query options and mutations for access. */
export const accessQueries = {
  all: () => ['access'] as const,

  /** The access bindings of an account. */
  ofServiceAccount: (serviceAccountId: string) =>
    queryOptions({
      queryKey: [...accessQueries.all(), 'serviceAccount', serviceAccountId],
      queryFn: streamedRows(async (pageToken, signal) => {
        const input = { params: { resourceId: serviceAccountId }, query: { pageSize: maxPageSize, pageToken } }
        const { accessBindings: rows, nextPageToken } = await call(listServiceAccountAccessBindings, input, signal)
        return { rows, nextPageToken }
      }, listOf(serviceAccountId)),
      structuralSharing: false,
    }),

  roles: () =>
    queryOptions({
      queryKey: [...accessQueries.all(), 'roles'],
      queryFn: async ({ signal }) => {
        const roles: Role[] = []
        for await (const page of pages((pageToken) =>
          call(listRoles, { query: { pageSize: maxPageSize, pageToken } }, signal),
        )) {
          roles.push(...page.roles)
        }
        return roles
      },
      staleTime: rarelyChanges,
    }),

  policiesOfFolder: (folderId: string) =>
    queryOptions({
      queryKey: [...accessQueries.all(), 'policies', folderId],
      queryFn: async ({ signal }) => {
        const bindings: AccessPolicyBinding[] = []
        for await (const page of pages((pageToken) =>
          call(
            listFolderAccessPolicyBindings,
            { params: { resourceId: folderId }, query: { pageSize: maxPageSize, pageToken } },
            signal,
          ),
        )) {
          bindings.push(...page.accessPolicyBindings)
        }
        return bindings
      },
      // Only warns before the attempt. The service decides, so a failure is not retried.
      retry: false,
    }),
}

export const updateAccessMutation = (serviceAccountId: string) =>
  mutationOptions({
    mutationFn: async (delta: AccessBindingDelta, { meta }) => {
      const body = { accessBindingDeltas: [delta] }
      const params = { resourceId: serviceAccountId }
      const operation = await waitForOperation(
        await call(updateServiceAccountAccessBindings, { params, body }),
        meta?.onRunning,
      )
      const { action, accessBinding } = delta
      const { list, idOf } = listOf(serviceAccountId)
      if (action === 'ADD') recordCreated(list, idOf(accessBinding), accessBinding)
      else recordDeleted(idOf(accessBinding))
      return operation
    },
    meta: { invalidates: [accessQueries.ofServiceAccount(serviceAccountId).queryKey] },
  })
