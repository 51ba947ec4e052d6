import { missing } from '#console/code/request.ts'
import type { KeyFieldValues } from './key-fields.tsx'

interface Body {
  scopes?: readonly string[] | undefined
  expiresAt?: string | undefined
}

/**
 * The body of a request as code shows it while the form is being filled. A list of scopes that is empty, and a moment
 * that is not typed out, mean something else to the service than the form does: a placeholder stands there.
 */
export const codeBody = <B extends Body>(body: B, { expiry: { choice, custom } }: KeyFieldValues) => {
  const untyped = choice === 'custom' && (custom === null || Number.isNaN(custom.getTime()))
  return {
    ...body,
    ...(body.scopes?.length === 0 && { scopes: missing.scopes }),
    ...(untyped && { expiresAt: missing.timestamp }),
  }
}
