import type { Expiry } from '#console/ui/expiry/expiry.ts'
import { missing } from './request.ts'

interface Body {
  name?: string | undefined
  scopes?: readonly string[] | undefined
  expiresAt?: string | undefined
}

/**
 * The body of a request as code shows it while its form is being filled. A list of scopes that is empty, and a moment
 * that is not typed out, mean something else to the service than to the form: a placeholder stands there.
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
