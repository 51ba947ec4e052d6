import type { getRole, KnownRole, listRoles, Role } from '#contract/access.ts'
import { pageById } from '../messages/page.ts'
import { notFound, validationFailed } from '../messages/status-error.ts'
import type { Verb } from '../verb.ts'

/** The roles relevant to this API (API reference 4.6), sorted by id. `rights.ts` defines what each allows here. */
export const roles: readonly (Role & { readonly id: KnownRole })[] = [
  { id: 'admin', description: 'Manage all resources and access to them.' },
  { id: 'auditor', description: 'View the settings and metadata of all resources, but not their data.' },
  { id: 'editor', description: 'Manage all resources, but not access to them.' },
  { id: 'iam.admin', description: 'Manage service accounts, their keys, and access to them.' },
  { id: 'iam.auditor', description: 'View service accounts, their keys, and who has access to them.' },
  { id: 'iam.editor', description: 'Manage service accounts and their keys, but not access to them.' },
  { id: 'iam.serviceAccounts.accessKeyAdmin', description: 'Manage the static access keys of service accounts.' },
  { id: 'iam.serviceAccounts.admin', description: 'Create service accounts and manage them, their keys and access.' },
  { id: 'iam.serviceAccounts.apiKeyAdmin', description: 'Manage the API keys of service accounts.' },
  { id: 'iam.serviceAccounts.authorizedKeyAdmin', description: 'Manage the authorized keys of service accounts.' },
  { id: 'iam.serviceAccounts.keyAdmin', description: 'Manage all kinds of keys of service accounts.' },
  { id: 'iam.serviceAccounts.tokenCreator', description: 'Create IAM tokens for service accounts.' },
  { id: 'iam.serviceAccounts.user', description: 'View service accounts and act on their behalf.' },
  { id: 'iam.viewer', description: 'View service accounts, their keys, and who has access to them.' },
  { id: 'organization-manager.admin', description: 'Manage an organization and access to it.' },
  { id: 'quota-manager.requestOperator', description: 'Request quota changes.' },
  { id: 'resource-manager.admin', description: 'Manage clouds and folders, and access to them.' },
  { id: 'resource-manager.auditor', description: 'View clouds and folders, and who has access to them.' },
  { id: 'resource-manager.clouds.member', description: 'View the cloud.' },
  { id: 'resource-manager.clouds.owner', description: 'Own the cloud, with full access to everything in it.' },
  { id: 'resource-manager.editor', description: 'Manage clouds and folders, but not access to them.' },
  { id: 'resource-manager.viewer', description: 'View clouds and folders, and who has access to them.' },
  { id: 'viewer', description: 'View all resources.' },
]

const rolesById = new Map<string, Role>(roles.map((role) => [role.id, role]))

export const list: Verb<typeof listRoles> = (_, { query }) => {
  if (query.filter) throw validationFailed([{ field: 'filter', description: 'Filtering is not supported' }])
  const { rows, nextPageToken } = pageById(roles, query)
  return { roles: rows, nextPageToken }
}

export const get: Verb<typeof getRole> = (_, { params: { roleId } }) => {
  const role = rolesById.get(roleId)
  if (role === undefined) throw notFound('Role', roleId)
  return role
}
