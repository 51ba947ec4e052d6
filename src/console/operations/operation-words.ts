import * as z from 'zod/mini'

import { ApiError } from '#console/api/api-error.ts'
import { errorWords } from '#console/api/error-words.ts'
import type { Messages } from '#console/i18n/en.ts'
import { visible } from '#console/ui/text/visible.ts'
import type { Operation } from '#contract/operation.ts'
import { suspensionWithReason } from '#contract/service-account.ts'

const what: Readonly<Record<string, (m: Messages) => string>> = {
  CreateServiceAccountMetadata: (m) => m.operations.what.createServiceAccount,
  UpdateServiceAccountMetadata: (m) => m.operations.what.updateServiceAccount,
  SuspendServiceAccountMetadata: (m) => m.operations.what.suspendServiceAccount,
  ReactivateServiceAccountMetadata: (m) => m.operations.what.reactivateServiceAccount,
  DeleteServiceAccountMetadata: (m) => m.operations.what.deleteServiceAccount,
  SetAccessBindingsMetadata: (m) => m.operations.what.setAccessBindings,
  UpdateAccessBindingsMetadata: (m) => m.operations.what.updateAccessBindings,
  UpdateApiKeyMetadata: (m) => m.operations.what.updateApiKey,
  DeleteApiKeyMetadata: (m) => m.operations.what.deleteApiKey,
}

/** What an operation does, in the user's language. Unknown kinds keep the service's description. */
export const whatWords = (m: Messages, { metadata, description, id }: Operation): string => {
  const kind = metadata?.['@type'].split('.').at(-1) ?? ''
  // The API has no operation for creating a key. Keyrack records one.
  if (metadata === undefined && description === 'Create API key') return m.operations.what.createApiKey
  return what[kind]?.(m) ?? (visible(description) || id)
}

const keyMetadata = z.object({ apiKeyId: z.string() })
const keyResponse = z.object({ maskedSecret: z.string() })

/** Details of an operation: its error, its reason, or the key it concerns. */
export const detailWords = (m: Messages, { description, metadata, response, error }: Operation): string => {
  if (error !== undefined) {
    const { what: failed } = errorWords(m, new ApiError('status', '', { status: error }))
    return visible(error.message) === '' ? failed : `${failed}: ${error.message}`
  }
  if (description.startsWith(suspensionWithReason)) {
    const reason = description.slice(suspensionWithReason.length)
    return visible(reason) && m.operations.reason(reason)
  }
  const mask = keyResponse.safeParse(response)
  if (mask.success) return m.operations.ofKey(mask.data.maskedSecret)
  const key = keyMetadata.safeParse(metadata)
  return key.success ? m.operations.ofKey(key.data.apiKeyId) : ''
}
