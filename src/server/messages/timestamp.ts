import { validationFailed } from './status-error.ts'

/** Normalises a timestamp for the stores: UTC, truncated to milliseconds (rounding up would extend an expiry). */
const canonicalTimestamp = (timestamp: string): string => new Date(timestamp).toISOString()

/**
 * Normalises a requested expiry, null for absent or `""`.
 * @throws StatusError INVALID_ARGUMENT unless it is in the future
 */
export const futureExpiry = (expiresAt: string | undefined, now: Date): string | null => {
  if (!expiresAt) return null
  const canonical = canonicalTimestamp(expiresAt)
  if (Date.parse(canonical) > now.getTime()) return canonical
  throw validationFailed([{ field: 'expires_at', description: 'Must be in the future' }])
}
