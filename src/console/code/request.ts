import type * as z from 'zod/mini'

import type { ApiKey, createApiKeyBody, updateApiKeyBody } from '#contract/api-key.ts'
import { maskedFields } from '#contract/field.ts'
import type { createFolderBody } from '#contract/resource-manager.ts'
import type {
  createServiceAccountBody,
  ServiceAccount,
  suspendServiceAccountBody,
  updateServiceAccountBody,
} from '#contract/service-account.ts'

/** A request with the data that tools need in addition: Terraform describes a whole resource. */
export type CodeRequest =
  | { readonly id: 'createApiKey'; readonly body: z.input<typeof createApiKeyBody> }
  | { readonly id: 'updateApiKey'; readonly apiKey: ApiKey; readonly body: z.input<typeof updateApiKeyBody> }
  | { readonly id: 'deleteApiKey'; readonly apiKey: ApiKey }
  | { readonly id: 'listApiKeys'; readonly serviceAccountId: string }
  | { readonly id: 'createServiceAccount'; readonly body: z.input<typeof createServiceAccountBody> }
  | {
      readonly id: 'updateServiceAccount'
      readonly account: ServiceAccount
      readonly body: z.input<typeof updateServiceAccountBody>
    }
  | { readonly id: 'deleteServiceAccount'; readonly account: ServiceAccount }
  | {
      readonly id: 'suspendServiceAccount'
      readonly account: ServiceAccount
      readonly body: z.input<typeof suspendServiceAccountBody>
    }
  | {
      readonly id: 'reactivateServiceAccount'
      readonly account: ServiceAccount
      /**
       * Set by an update before the reactivation, or the account would be suspended again. "" removes the expiry,
       * undefined keeps it.
       */
      readonly expiresAt?: string | undefined
    }
  | { readonly id: 'listServiceAccounts'; readonly folderId: string }
  | { readonly id: 'createFolder'; readonly body: z.input<typeof createFolderBody> }

/** Notes for readers of the code. */
export type Note =
  | 'accountExpiryNotInSdk'
  | 'blockName'
  | 'changedBlock'
  | 'cloudToken'
  | 'currentValues'
  | 'expiryStaysInTerraform'
  | 'keyToFile'
  | 'keyNotImported'
  | 'limit'
  | 'listNotInTerraform'
  | 'lockboxSecret'
  | 'nothingChanged'
  | 'needsHttps'
  | 'ownTools'
  | 'privateAuthority'
  | 'removeBlock'
  | 'sdkVersion'
  | 'secretInAnswer'
  | 'secretInState'
  | 'suspendNotInSdk'
  | 'suspendNotInTerraform'
  | 'terraformSetUp'
  | 'token'
  | 'ycSetUp'

/** A request as code. Without `code` the tool cannot do it, and the notes say why. */
export interface Equivalent {
  readonly code?: string
  readonly notes: readonly Note[]
}

/** Placeholder for missing values, so that code copied too early fails instead of doing something else. */
export const missing = { name: '<name>', scopes: ['<scope>'], timestamp: '<timestamp>' }

export const pageLimit = 1000

/** True for an update that changes nothing. */
export const changesNothing = (request: CodeRequest): boolean =>
  (request.id === 'updateApiKey' || request.id === 'updateServiceAccount') &&
  maskedFields(request.body.updateMask ?? '').length === 0

interface Changes {
  readonly name?: string
  readonly description?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly scopes?: readonly string[]
  readonly expiresAt?: string
}

const emptied: Required<Changes> = { name: '', description: '', labels: {}, scopes: [], expiresAt: '' }

/** Names of the fields that an update sets. A field in the mask but not in the body is cleared (API reference 2.3). */
export const changes = (body: { readonly updateMask?: string | undefined }): Changes => {
  const fields: Readonly<Record<string, unknown>> = { ...emptied, ...body }
  return Object.fromEntries(maskedFields(body.updateMask ?? '').map((name) => [name, fields[name]]))
}
