import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { check, id, text } from './field.ts'
import { operation } from './operation.ts'
import { nextPageToken, pageQuery } from './page.ts'

/** The policies that forbid creating resources of this API (API reference 4.7). Others concern other services. */
export const accessPolicyTemplates = {
  apiKeys: 'iam.denyServiceAccountApiKeysCreation',
  credentials: 'iam.denyServiceAccountCredentialsCreation',
  serviceAccounts: 'iam.denyServiceAccountCreation',
  impersonation: 'iam.denyServiceAccountImpersonation',
} as const

/** A policy on a resource, inherited by everything below it (API reference 1.8). */
export const accessPolicyBinding = z.object({
  accessPolicyTemplateId: z.string(),
  parameters: z._default(z.record(z.string(), z.string()), {}),
})
export type AccessPolicyBinding = z.infer<typeof accessPolicyBinding>

const parametersInput = z
  .record(text(64, 1), text(1024))
  .check(check<Record<string, string>>((all) => Object.keys(all).length <= 64, { problem: 'entries', max: 64 }))

const params = z.object({ resourceId: id() })
const folders = '/resource-manager/v1/folders'

export const listFolderAccessPolicyBindings = endpoint({
  id: 'listFolderAccessPolicyBindings',
  summary: 'Lists the access policies bound to a folder.',
  host: 'resource-manager',
  method: 'GET',
  path: `${folders}/{resourceId}:listAccessPolicyBindings`,
  params,
  query: z.strictObject(pageQuery),
  response: z.object({ accessPolicyBindings: z._default(z.array(accessPolicyBinding), []), nextPageToken }),
})

export const bindFolderAccessPolicy = endpoint({
  id: 'bindFolderAccessPolicy',
  summary: 'Binds an access policy to a folder.',
  host: 'resource-manager',
  method: 'POST',
  path: `${folders}/{resourceId}:bindAccessPolicy`,
  params,
  body: z.strictObject({
    accessPolicyBinding: z.strictObject({
      accessPolicyTemplateId: text(64, 1),
      parameters: z.optional(parametersInput),
    }),
  }),
  response: operation,
})

export const unbindFolderAccessPolicy = endpoint({
  id: 'unbindFolderAccessPolicy',
  summary: 'Unbinds an access policy from a folder.',
  host: 'resource-manager',
  method: 'POST',
  path: `${folders}/{resourceId}:unbindAccessPolicy`,
  params,
  body: z.strictObject({ accessPolicyTemplateId: text(64, 1) }),
  response: operation,
})
