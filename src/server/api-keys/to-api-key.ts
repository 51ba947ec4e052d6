import type { ApiKey } from '#contract/api-key.ts'
import type { ApiKeyRow } from '../store/rows.ts'

/** Converts a row to the API's ApiKey. */
export const toApiKey = (row: Omit<ApiKeyRow, 'cloudId'>): ApiKey => ({
  id: row.id,
  serviceAccountId: row.serviceAccountId,
  createdAt: row.createdAt,
  description: row.description,
  ...(row.scopes.length === 1 && { scope: row.scopes[0] }),
  scopes: [...row.scopes],
  ...(row.lastUsedAt !== null && { lastUsedAt: row.lastUsedAt }),
  ...(row.expiresAt !== null && { expiresAt: row.expiresAt }),
  maskedSecret: row.maskedSecret,
})
