import { validationFailed } from './status-error.ts'

/** A requested moment as the stores keep it: UTC, milliseconds. Finer digits are cut off, never rounded up. */
const canonicalTimestamp = (timestamp: string): string => new Date(timestamp).toISOString()

/** A requested expiry as the stores keep it, null for none: absent or `""`. @throws StatusError when it is not in the future */
export const futureExpiry = (expiresAt: string | undefined, now: Date): string | null => {
  if (!expiresAt) return null
  const canonical = canonicalTimestamp(expiresAt)
  if (Date.parse(canonical) > now.getTime()) return canonical
  throw validationFailed([{ field: 'expires_at', description: 'Must be in the future' }])
}
