import { codes, requestInfo, retryInfo, type Status } from '#contract/status.ts'
import { maskSecrets } from '../secrets/secret.ts'
import { UnavailableError } from '../store/store.ts'
import { StatusError } from './status-error.ts'

/** The error as callers may see it: anything unexpected becomes UNAVAILABLE or INTERNAL, without its details. */
export const knownError = (error: unknown): StatusError => {
  if (error instanceof StatusError) return error
  if (error instanceof UnavailableError) {
    return new StatusError('UNAVAILABLE', 'The database cannot be reached. Try again shortly.', [retryInfo(1)])
  }
  return new StatusError('INTERNAL', 'Internal error')
}

/** The Status message of an error, for any transport. Masks every credential that it quotes. */
export const statusOf = ({ code, message, details }: StatusError, requestId: string): Status =>
  masked({ code: codes[code].code, message, details: [...details, requestInfo(requestId)] })

// A quote may end within a character, which protobuf cannot encode.
// Mask before serialising: afterwards `\n` puts an "n" in front of the secret and the pattern misses it.
const masked = <T>(value: T): T => {
  if (typeof value === 'string') return maskSecrets(value).toWellFormed() as T
  if (Array.isArray(value)) return value.map(masked) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, masked(field)])) as T
}
