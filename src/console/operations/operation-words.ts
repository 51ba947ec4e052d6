import * as z from 'zod/mini'

import { ApiError } from '#console/api/api-error.ts'
import { errorWords } from '#console/api/error-words.ts'
import type { Messages } from '#console/i18n/en.ts'
import { visible } from '#console/ui/visible.ts'
import type { Operation } from '#contract/operation.ts'

const what: Readonly<Record<string, (m: Messages) => string>> = {
  CreateServiceAccountMetadata: (m) => m.operations.what.createServiceAccount,
  UpdateServiceAccountMetadata: (m) => m.operations.what.updateServiceAccount,
  SuspendServiceAccountMetadata: (m) => m.operations.what.suspendServiceAccount,
  ReactivateServiceAccountMetadata: (m) => m.operations.what.reactivateServiceAccount,
  DeleteServiceAccountMetadata: (m) => m.operations.what.deleteServiceAccount,
  SetAccessBindingsMetadata: (m) => m.operations.what.setAccessBindings,
  UpdateAccessBindingsMetadata: (m) => m.operations.what.updateAccessBindings,
  CreateApiKeyMetadata: (m) => m.operations.what.createApiKey,
  UpdateApiKeyMetadata: (m) => m.operations.what.updateApiKey,
  DeleteApiKeyMetadata: (m) => m.operations.what.deleteApiKey,
}

/** What an operation does, in the user's language; in the service's own words when the kind is not known. */
export const whatWords = (m: Messages, { metadata, description, id }: Operation): string => {
  const kind = metadata?.['@type'].split('.').at(-1) ?? ''
  return what[kind]?.(m) ?? (visible(description) || id)
}

const keyMetadata = z.object({ apiKeyId: z.string() })
const keyResponse = z.object({ maskedSecret: z.string() })
const reasonMetadata = z.object({ reason: z.string() })

/** What else is worth knowing of an operation: why it failed, why it was done, or which key it was done to. */
export const detailWords = (m: Messages, { metadata, response, error }: Operation): string => {
  if (error !== undefined) {
    const { what: failed } = errorWords(m, new ApiError('status', '', { status: error }))
    return visible(error.message) === '' ? failed : `${failed}: ${error.message}`
  }
  const reason = reasonMetadata.safeParse(metadata)
  if (reason.success) return visible(reason.data.reason) && m.operations.reason(reason.data.reason)
  const key = keyMetadata.safeParse(metadata)
  if (!key.success) return ''
  const mask = keyResponse.safeParse(response)
  return m.operations.ofKey(mask.success ? mask.data.maskedSecret : key.data.apiKeyId)
}
