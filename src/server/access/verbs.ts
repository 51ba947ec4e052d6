import {
  getRole,
  listRoles,
  listServiceAccountAccessBindings,
  setServiceAccountAccessBindings,
  updateServiceAccountAccessBindings,
} from '#contract/access.ts'
import {
  bindFolderAccessPolicy,
  listFolderAccessPolicyBindings,
  unbindFolderAccessPolicy,
} from '#contract/access-policy.ts'
import { createIamTokenForServiceAccount, revokeIamToken } from '#contract/iam-token.ts'
import type { Route } from '../http/app.ts'
import { notFound, validationFailed } from '../messages/status-error.ts'
import { onAccount } from '../operations/record.ts'
import { pageById } from '../messages/page.ts'
import { serviceAccountById } from '../service-accounts/verbs.ts'
import { accessBindingVerbs } from './bindings.ts'
import * as iamTokens from '../iam-tokens/verbs.ts'
import * as policies from './policies.ts'
import { roleById, roles } from './roles.ts'

const ofServiceAccounts = accessBindingVerbs({
  find: async (tables, id) => onAccount(await serviceAccountById(tables, id)),
  hold: async (tx, id) => {
    const [account] = await tx.serviceAccounts.lock([id])
    if (account === undefined) throw notFound('ServiceAccount', id)
    return onAccount(account)
  },
})

/** Who may do what: roles, who has them where, and what nobody may. */
export const routeAccess = (route: Route): void => {
  route(listServiceAccountAccessBindings, ofServiceAccounts.list)
  route(setServiceAccountAccessBindings, ofServiceAccounts.set)
  route(updateServiceAccountAccessBindings, ofServiceAccounts.update)

  route(listFolderAccessPolicyBindings, policies.list)
  route(bindFolderAccessPolicy, policies.bind)
  route(unbindFolderAccessPolicy, policies.unbind)

  route(createIamTokenForServiceAccount, iamTokens.create, () => 'The IAM token')
  route(revokeIamToken, iamTokens.revoke)

  route(listRoles, (_, { query }) => {
    if (query.filter) throw validationFailed([{ field: 'filter', description: 'Roles cannot be filtered' }])
    const { rows, nextPageToken } = pageById(roles, query)
    return { roles: rows, nextPageToken }
  })
  route(getRole, (_, { params: { roleId } }) => {
    const role = roleById(roleId)
    if (role === undefined) throw notFound('Role', roleId)
    return role
  })
}
