import { DuplicateError, MissingParentError, UnavailableError } from '../store.ts'

// https://www.postgresql.org/docs/current/errcodes-appendix.html, and error codes of sockets and DNS.
const uniqueViolation = '23505'
const foreignKeyViolation = '23503'
const conflicts = new Set(['40001', '40P01'])
const unavailable = new Set('57P01 57P02 57P03 57P05 57014 25P03 25006 53000 53100 53200 53300 55P03'.split(' '))
const socketErrors = new Set(
  (
    'ECONNREFUSED ECONNRESET ECONNABORTED EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN ' +
    'ENETUNREACH ENETDOWN EHOSTUNREACH EHOSTDOWN ENOENT EADDRNOTAVAIL'
  ).split(' '),
)
// node-postgres and PGlite report these without a code.
const lostConnectionMessages =
  /^(?:connection terminated|query read timeout|client (?:was closed|has encountered)|pglite is closed)/i

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

// An AggregateError of several addresses has a code, but no message.
const messageOf = (error: unknown): string => (error instanceof Error ? error.message || codeOf(error) : String(error))

/** True for a serialisation failure or deadlock: the transaction can be retried. */
export const isConflict = (error: unknown): boolean => conflicts.has(codeOf(error))

/** True if the state of the connection is unknown, so it must not be used again. */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && (socketErrors.has(codeOf(error)) || lostConnectionMessages.test(error.message))

const isUnavailable = (error: unknown): boolean =>
  isConnectionLost(error) || unavailable.has(codeOf(error)) || codeOf(error).startsWith('08')

/** Converts a failure to connect to the port's error. */
export const connectionError = (error: unknown): UnavailableError =>
  new UnavailableError(`No connection to the database: ${messageOf(error)}`, { cause: error })

/** Converts a failed statement's error to the port's errors. Returns others unchanged. */
export const statementError = (error: unknown): unknown => {
  if (codeOf(error) === uniqueViolation) return new DuplicateError(messageOf(error), { cause: error })
  if (codeOf(error) === foreignKeyViolation) return new MissingParentError(messageOf(error), { cause: error })
  if (isUnavailable(error)) {
    return new UnavailableError(`The database is unavailable: ${messageOf(error)}`, {
      cause: error,
    })
  }
  return error
}
