import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { check, enumInput, id, text } from './field.ts'
import { operation } from './operation.ts'
import { nextPageToken, pageQuery } from './page.ts'

export const role = z.object({ id: z.string(), description: z._default(z.string(), '') })
export type Role = z.infer<typeof role>

/** The roles relevant to this API (API reference 4.6). A real cloud has many more. */
export const knownRoles = [
  'admin',
  'auditor',
  'editor',
  'iam.admin',
  'iam.auditor',
  'iam.editor',
  'iam.serviceAccounts.accessKeyAdmin',
  'iam.serviceAccounts.admin',
  'iam.serviceAccounts.apiKeyAdmin',
  'iam.serviceAccounts.authorizedKeyAdmin',
  'iam.serviceAccounts.keyAdmin',
  'iam.serviceAccounts.tokenCreator',
  'iam.serviceAccounts.user',
  'iam.viewer',
  'organization-manager.admin',
  'quota-manager.requestOperator',
  'resource-manager.admin',
  'resource-manager.auditor',
  'resource-manager.clouds.member',
  'resource-manager.clouds.owner',
  'resource-manager.editor',
  'resource-manager.viewer',
  'viewer',
] as const
export type KnownRole = (typeof knownRoles)[number]

const known: ReadonlySet<string> = new Set(knownRoles)

export const isKnownRole = (roleId: string): roleId is KnownRole => known.has(roleId)

/**
 * The known roles that, bound on a service account, let their holder act as it: they allow creating its IAM tokens, or
 * assigning a role that does.
 */
export const impersonatingRoles: readonly KnownRole[] = [
  'admin',
  'iam.admin',
  'iam.serviceAccounts.admin',
  'iam.serviceAccounts.tokenCreator',
  'resource-manager.clouds.owner',
]

/** True for a role that lets its holder act as the account it is bound on. */
export const isImpersonating = (roleId: string): boolean => isKnownRole(roleId) && impersonatingRoles.includes(roleId)

// The primitive roles, which have no dot, and the roles of these two services are complete above.
const otherService = /^(?!iam\.|resource-manager\.)[a-z][a-z\d-]*(?:\.[A-Za-z][\w-]*)+$/

/** True for the form of a role of another service, which this API knows nothing of. */
export const isForeignRole = (roleId: string): boolean => !isKnownRole(roleId) && otherService.test(roleId)

/** True for a role that can be bound. */
export const isBindableRole = (roleId: string): boolean => isKnownRole(roleId) || isForeignRole(roleId)

/** The documented subject types (API reference 1.6). A real cloud may have more. */
export const subjectTypes = ['userAccount', 'serviceAccount', 'federatedUser', 'group', 'system'] as const

/** Grants a role to a subject (API reference 1.6). */
export const accessBinding = z.object({
  roleId: z.string(),
  subject: z.object({ id: z.string(), type: z.string() }),
})
export type AccessBinding = z.infer<typeof accessBinding>

const accessBindingInput = z.strictObject({
  roleId: text(64, 1),
  subject: z.strictObject({ id: text(100, 1), type: text(100, 1) }),
})

export const bindingsMax = 1000

const bindingsInput = z
  .array(accessBindingInput)
  .check(check<unknown[]>((all) => all.length <= bindingsMax, { problem: 'entries', max: bindingsMax }))

const accessBindingDelta = z.strictObject({
  action: enumInput({ ADD: 1, REMOVE: 2 }),
  accessBinding: accessBindingInput,
})
export type AccessBindingDelta = z.infer<typeof accessBindingDelta>

const deltasInput = z.array(accessBindingDelta).check(
  check<unknown[]>((all) => all.length > 0 && all.length <= bindingsMax, {
    problem: 'entries',
    min: 1,
    max: bindingsMax,
  }),
)

const params = z.object({ resourceId: id() })

type Path = `/${string}`
type Host = 'iam' | 'resource-manager'

// Every kind of resource has the same three methods (API reference 2.4, 2.6).
const listAccessBindings = <const Id extends string>(name: Id, host: Host, path: Path, of: string) =>
  endpoint({
    id: name,
    summary: `Lists the access bindings of ${of}.`,
    host,
    method: 'GET',
    path: `${path}/{resourceId}:listAccessBindings`,
    params,
    query: z.strictObject(pageQuery),
    response: z.object({ accessBindings: z._default(z.array(accessBinding), []), nextPageToken }),
  })

const setAccessBindings = <const Id extends string>(name: Id, host: Host, path: Path, of: string) =>
  endpoint({
    id: name,
    summary: `Replaces all access bindings of ${of}.`,
    host,
    method: 'POST',
    path: `${path}/{resourceId}:setAccessBindings`,
    params,
    body: z.strictObject({ accessBindings: z.optional(bindingsInput) }),
    response: operation,
  })

const updateAccessBindings = <const Id extends string>(name: Id, host: Host, path: Path, of: string) =>
  endpoint({
    id: name,
    summary: `Adds and removes access bindings of ${of}.`,
    host,
    method: 'POST',
    path: `${path}/{resourceId}:updateAccessBindings`,
    params,
    body: z.strictObject({ accessBindingDeltas: deltasInput }),
    response: operation,
  })

const accounts = ['iam', '/iam/v1/serviceAccounts', 'a service account'] as const
const folders = ['resource-manager', '/resource-manager/v1/folders', 'a folder'] as const
const clouds = ['resource-manager', '/resource-manager/v1/clouds', 'a cloud'] as const

export const listServiceAccountAccessBindings = listAccessBindings('listServiceAccountAccessBindings', ...accounts)
export const setServiceAccountAccessBindings = setAccessBindings('setServiceAccountAccessBindings', ...accounts)
export const updateServiceAccountAccessBindings = updateAccessBindings(
  'updateServiceAccountAccessBindings',
  ...accounts,
)

export const listFolderAccessBindings = listAccessBindings('listFolderAccessBindings', ...folders)
export const setFolderAccessBindings = setAccessBindings('setFolderAccessBindings', ...folders)
export const updateFolderAccessBindings = updateAccessBindings('updateFolderAccessBindings', ...folders)

export const listCloudAccessBindings = listAccessBindings('listCloudAccessBindings', ...clouds)
export const setCloudAccessBindings = setAccessBindings('setCloudAccessBindings', ...clouds)
export const updateCloudAccessBindings = updateAccessBindings('updateCloudAccessBindings', ...clouds)

export const listRoles = endpoint({
  id: 'listRoles',
  summary: 'Lists the available roles.',
  host: 'iam',
  method: 'GET',
  path: '/iam/v1/roles',
  query: z.strictObject({ filter: z.optional(text(1000)), ...pageQuery }),
  response: z.object({ roles: z._default(z.array(role), []), nextPageToken }),
})

export const getRole = endpoint({
  id: 'getRole',
  summary: 'Returns a role.',
  host: 'iam',
  method: 'GET',
  path: '/iam/v1/roles/{roleId}',
  params: z.object({ roleId: text(64, 1) }),
  response: role,
})
