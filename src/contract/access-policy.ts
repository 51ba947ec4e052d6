import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { check, id, matching, text } from './field.ts'
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
  .record(matching(/^[a-z][-_0-9a-z]{0,62}$/), text(1024))
  .check(check<Record<string, string>>((all) => Object.keys(all).length <= 64, { problem: 'entries', max: 64 }))

const templateId = text(64, 1)
const bindingBody = z.strictObject({
  accessPolicyBinding: z.strictObject({ accessPolicyTemplateId: templateId, parameters: z.optional(parametersInput) }),
})
const params = z.object({ resourceId: id() })
const host = 'resource-manager'

type Path = `/resource-manager/v1/${string}`

// Folders and clouds have the same four methods (API reference 2.6).
const listAccessPolicyBindings = <const Id extends string>(name: Id, path: Path, of: string) =>
  endpoint({
    id: name,
    summary: `Lists the access policies bound to ${of}.`,
    host,
    method: 'GET',
    path: `${path}/{resourceId}:listAccessPolicyBindings`,
    params,
    query: z.strictObject(pageQuery),
    response: z.object({ accessPolicyBindings: z._default(z.array(accessPolicyBinding), []), nextPageToken }),
  })

const bindAccessPolicy = <const Id extends string>(name: Id, path: Path, of: string) =>
  endpoint({
    id: name,
    summary: `Binds an access policy to ${of}.`,
    host,
    method: 'POST',
    path: `${path}/{resourceId}:bindAccessPolicy`,
    params,
    body: bindingBody,
    response: operation,
  })

const unbindAccessPolicy = <const Id extends string>(name: Id, path: Path, of: string) =>
  endpoint({
    id: name,
    summary: `Unbinds an access policy from ${of}.`,
    host,
    method: 'POST',
    path: `${path}/{resourceId}:unbindAccessPolicy`,
    params,
    body: z.strictObject({ accessPolicyTemplateId: templateId }),
    response: operation,
  })

const updateParameters = <const Id extends string>(name: Id, path: Path, of: string) =>
  endpoint({
    id: name,
    summary: `Replaces the parameters of an access policy bound to ${of}.`,
    host,
    method: 'PATCH',
    path: `${path}/{resourceId}:updateAccessPolicyBindingParameters`,
    params,
    body: bindingBody,
    response: operation,
  })

const folders = ['/resource-manager/v1/folders', 'a folder'] as const
const clouds = ['/resource-manager/v1/clouds', 'a cloud'] as const

export const listFolderAccessPolicyBindings = listAccessPolicyBindings('listFolderAccessPolicyBindings', ...folders)
export const bindFolderAccessPolicy = bindAccessPolicy('bindFolderAccessPolicy', ...folders)
export const unbindFolderAccessPolicy = unbindAccessPolicy('unbindFolderAccessPolicy', ...folders)
export const updateFolderAccessPolicyBindingParameters = updateParameters(
  'updateFolderAccessPolicyBindingParameters',
  ...folders,
)

export const listCloudAccessPolicyBindings = listAccessPolicyBindings('listCloudAccessPolicyBindings', ...clouds)
export const bindCloudAccessPolicy = bindAccessPolicy('bindCloudAccessPolicy', ...clouds)
export const unbindCloudAccessPolicy = unbindAccessPolicy('unbindCloudAccessPolicy', ...clouds)
export const updateCloudAccessPolicyBindingParameters = updateParameters(
  'updateCloudAccessPolicyBindingParameters',
  ...clouds,
)
