import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { id, labelsInput, matching, text, timestamp, timestampInput } from './field.ts'
import { operation } from './operation.ts'
import { nextPageToken, pageQuery } from './page.ts'

export const serviceAccountStatuses = ['STATUS_UNSPECIFIED', 'CREATING', 'ACTIVE', 'SUSPENDED', 'DELETING'] as const

/** A robot of a folder; its API keys act in its name (API reference 1.2). */
export const serviceAccount = z.object({
  id: z.string(),
  folderId: z.string(),
  createdAt: timestamp(),
  name: z.string(),
  description: z._default(z.string(), ''),
  labels: z._default(z.record(z.string(), z.string()), {}),
  lastAuthenticatedAt: z.optional(timestamp()),
  status: z.catch(z.enum(serviceAccountStatuses), 'STATUS_UNSPECIFIED'),
  expiresAt: z.optional(timestamp()),
})
export type ServiceAccount = z.infer<typeof serviceAccount>

/** The pattern the API accepts: 1 to 63 characters (API reference 4.2). */
export const namePattern = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/

export const descriptionMax = 256

export const createServiceAccountBody = z.strictObject({
  folderId: id(),
  name: matching(namePattern),
  description: z.optional(text(descriptionMax)),
  labels: z.optional(labelsInput()),
  expiresAt: z.optional(timestampInput()),
})

const params = z.object({ serviceAccountId: id() })
const path = '/iam/v1/serviceAccounts'

export const listServiceAccounts = endpoint({
  id: 'listServiceAccounts',
  summary: 'Lists the service accounts of a folder.',
  host: 'iam',
  method: 'GET',
  path,
  query: z.strictObject({ folderId: id(), filter: z.optional(text(1000)), ...pageQuery }),
  response: z.object({ serviceAccounts: z._default(z.array(serviceAccount), []), nextPageToken }),
})

export const getServiceAccount = endpoint({
  id: 'getServiceAccount',
  summary: 'Returns a service account.',
  host: 'iam',
  method: 'GET',
  path: `${path}/{serviceAccountId}`,
  params,
  response: serviceAccount,
})

export const createServiceAccount = endpoint({
  id: 'createServiceAccount',
  summary: 'Creates a service account in a folder.',
  host: 'iam',
  method: 'POST',
  path,
  body: createServiceAccountBody,
  response: operation,
})

export const deleteServiceAccount = endpoint({
  id: 'deleteServiceAccount',
  summary: 'Deletes a service account and its API keys.',
  host: 'iam',
  method: 'DELETE',
  path: `${path}/{serviceAccountId}`,
  params,
  response: operation,
})
