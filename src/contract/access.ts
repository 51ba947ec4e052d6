import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { check, id, text } from './field.ts'
import { operation } from './operation.ts'
import { nextPageToken, pageQuery } from './page.ts'

export const role = z.object({ id: z.string(), description: z._default(z.string(), '') })
export type Role = z.infer<typeof role>

/** The kinds of subjects that are on record; a cloud may know more (API reference 1.6). */
export const subjectTypes = ['userAccount', 'serviceAccount', 'federatedUser', 'group', 'system'] as const

/** Who may do what a role allows (API reference 1.6). */
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

const accessBindingDelta = z.strictObject({ action: z.enum(['ADD', 'REMOVE']), accessBinding: accessBindingInput })
export type AccessBindingDelta = z.infer<typeof accessBindingDelta>

const deltasInput = z.array(accessBindingDelta).check(
  check<unknown[]>((all) => all.length > 0 && all.length <= bindingsMax, {
    problem: 'entries',
    min: 1,
    max: bindingsMax,
  }),
)

const params = z.object({ resourceId: id() })
const serviceAccounts = '/iam/v1/serviceAccounts'

export const listServiceAccountAccessBindings = endpoint({
  id: 'listServiceAccountAccessBindings',
  summary: 'Lists who may use or manage a service account.',
  host: 'iam',
  method: 'GET',
  path: `${serviceAccounts}/{resourceId}:listAccessBindings`,
  params,
  query: z.strictObject(pageQuery),
  response: z.object({ accessBindings: z._default(z.array(accessBinding), []), nextPageToken }),
})

export const setServiceAccountAccessBindings = endpoint({
  id: 'setServiceAccountAccessBindings',
  summary: 'Replaces all access bindings of a service account.',
  host: 'iam',
  method: 'POST',
  path: `${serviceAccounts}/{resourceId}:setAccessBindings`,
  params,
  body: z.strictObject({ accessBindings: z.optional(bindingsInput) }),
  response: operation,
})

export const updateServiceAccountAccessBindings = endpoint({
  id: 'updateServiceAccountAccessBindings',
  summary: 'Adds and removes access bindings of a service account.',
  host: 'iam',
  method: 'POST',
  path: `${serviceAccounts}/{resourceId}:updateAccessBindings`,
  params,
  body: z.strictObject({ accessBindingDeltas: deltasInput }),
  response: operation,
})

export const listRoles = endpoint({
  id: 'listRoles',
  summary: 'Lists the roles there are.',
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
