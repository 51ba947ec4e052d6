import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import {
  clearableTimestampInput,
  fieldMask,
  id,
  labelsInput,
  matching,
  text,
  timestamp,
  timestampInput,
} from './field.ts'
import { listOperationsQuery, operation, operationPage } from './operation.ts'
import { nextPageToken, pageQuery } from './page.ts'

export const serviceAccountStatuses = ['STATUS_UNSPECIFIED', 'CREATING', 'ACTIVE', 'SUSPENDED', 'DELETING'] as const

/** A machine identity in a folder. Its API keys authenticate as it (API reference 1.2). */
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

/** The names the API accepts: 1 to 63 characters (API reference 4.2). */
export const namePattern = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/

export const descriptionMax = 256

export const createServiceAccountBody = z.strictObject({
  folderId: id(),
  name: matching(namePattern),
  description: z.optional(text(descriptionMax)),
  labels: z.optional(labelsInput()),
  expiresAt: z.optional(timestampInput()),
})

/** The fields that an update mask may name. */
export const serviceAccountMask = ['name', 'description', 'labels', 'expiresAt'] as const

export const updateServiceAccountBody = z.strictObject({
  updateMask: z.optional(fieldMask(serviceAccountMask)),
  name: z.optional(matching(namePattern)),
  description: z.optional(text(descriptionMax)),
  labels: z.optional(labelsInput()),
  expiresAt: z.optional(clearableTimestampInput()),
})

export const reasonMax = 256

/** Prefix of a suspension's operation description if it has a reason. The reason follows. */
export const suspensionWithReason = 'Suspend service account: '

export const suspendServiceAccountBody = z.strictObject({
  reason: z.optional(text(reasonMax)),
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

export const updateServiceAccount = endpoint({
  id: 'updateServiceAccount',
  summary: 'Changes the fields of a service account that the mask names.',
  host: 'iam',
  method: 'PATCH',
  path: `${path}/{serviceAccountId}`,
  params,
  body: updateServiceAccountBody,
  response: operation,
})

export const suspendServiceAccount = endpoint({
  id: 'suspendServiceAccount',
  summary: 'Suspends a service account: it cannot authenticate until it is reactivated.',
  host: 'iam',
  method: 'POST',
  path: `${path}/{serviceAccountId}:suspend`,
  params,
  body: suspendServiceAccountBody,
  response: operation,
})

export const reactivateServiceAccount = endpoint({
  id: 'reactivateServiceAccount',
  summary: 'Reactivates a suspended service account.',
  host: 'iam',
  method: 'POST',
  path: `${path}/{serviceAccountId}:reactivate`,
  params,
  body: z.strictObject({}),
  response: operation,
})

export const listServiceAccountOperations = endpoint({
  id: 'listServiceAccountOperations',
  summary: 'Lists the operations of a service account.',
  host: 'iam',
  method: 'GET',
  path: `${path}/{serviceAccountId}/operations`,
  params,
  query: listOperationsQuery,
  response: operationPage,
})
