import type { Expiry } from '#console/ui/expiry/expiry.ts'
import { missing } from '../request.ts'

interface Body {
  name?: string | undefined
  scopes?: readonly string[] | undefined
  expiresAt?: string | undefined
}

/**
 * A request body for code, while its form is incomplete. An empty list of scopes or an incomplete time would mean
 * something else to the service, so a placeholder replaces it.
 */
export const withPlaceholders = <B extends Body>(body: B, { choice, custom }: Expiry) => {
  const untyped = choice === 'custom' && (custom === null || Number.isNaN(custom.getTime()))
  return {
    ...body,
    ...(body.name === '' && { name: missing.name }),
    ...(body.scopes?.length === 0 && { scopes: missing.scopes }),
    ...(untyped && { expiresAt: missing.timestamp }),
  }
}
