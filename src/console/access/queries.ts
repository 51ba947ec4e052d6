import { mutationOptions, queryOptions } from '@tanstack/react-query'

import { call } from '#console/api/http.ts'
import { waitForOperation } from '#console/api/operation.ts'
import { pages, streamedRows } from '#console/api/pages.ts'
import { recordCreated, recordDeleted } from '#console/api/recent-changes.ts'
import {
  type AccessBinding,
  type AccessBindingDelta,
  listCloudAccessBindings,
  listFolderAccessBindings,
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

/** The resources whose bindings give an account its roles, the narrowest first. */
const rolePlaces = ['account', 'folder', 'cloud'] as const
export type RoleOn = (typeof rolePlaces)[number]

/** A role of an account, and the resource it is bound on. */
export interface AccountRole {
  readonly roleId: string
  readonly on: RoleOn
}

const listBindings = {
  account: listServiceAccountAccessBindings,
  folder: listFolderAccessBindings,
  cloud: listCloudAccessBindings,
} as const

/** True for the account, and for groups of everybody. Membership in other groups cannot be seen. */
const includesAccount = ({ id }: AccessBinding['subject'], serviceAccountId: string) =>
  [serviceAccountId, 'allAuthenticatedUsers', 'allUsers'].includes(id)

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

  /** The roles that an account has on these resources, as far as their bindings may be read. */
  rolesOf: (serviceAccountId: string, on: Readonly<Partial<Record<RoleOn, string>>>) =>
    queryOptions({
      queryKey: [...accessQueries.all(), 'rolesOf', serviceAccountId, on],
      queryFn: async ({ signal }) => {
        const roles: AccountRole[] = []
        const unread: RoleOn[] = []
        const read = async (place: RoleOn, resourceId: string) => {
          try {
            for await (const { accessBindings } of pages((pageToken) =>
              call(
                listBindings[place],
                { params: { resourceId }, query: { pageSize: maxPageSize, pageToken } },
                signal,
              ),
            )) {
              const its = accessBindings.filter(({ subject }) => includesAccount(subject, serviceAccountId))
              roles.push(...its.map(({ roleId }) => ({ roleId, on: place })))
            }
          } catch (error) {
            if (signal.aborted) throw error
            unread.push(place)
          }
        }
        await Promise.all(rolePlaces.flatMap((place) => (on[place] === undefined ? [] : [read(place, on[place])])))
        return { roles, unread }
      },
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
