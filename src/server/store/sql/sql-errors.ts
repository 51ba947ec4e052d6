import { DuplicateError, MissingParentError, UnavailableError } from '../store.ts'

// https://www.postgresql.org/docs/current/errcodes-appendix.html, and what sockets and name resolution report.
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
// node-postgres and PGlite say these in words only.
const lostWords =
  /^(?:connection terminated|query read timeout|client (?:was closed|has encountered)|pglite is closed)/i

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

// What failed on several addresses at once has a code, but no message.
const messageOf = (error: unknown): string => (error instanceof Error ? error.message || codeOf(error) : String(error))

/** True when the database gave up one of two transactions and asks to run it again. */
export const isConflict = (error: unknown): boolean => conflicts.has(codeOf(error))

/** True when there is no knowing what the connection does: nothing more can be asked of it. */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && (socketErrors.has(codeOf(error)) || lostWords.test(error.message))

const isUnavailable = (error: unknown): boolean =>
  isConnectionLost(error) || unavailable.has(codeOf(error)) || codeOf(error).startsWith('08')

/** A failure to get a connection, whatever its reason, in the words of the port. */
export const connectionError = (error: unknown): UnavailableError =>
  new UnavailableError(`No connection to the database: ${messageOf(error)}`, { cause: error })

/** A failure of a statement in the words of the port; one that the port does not know stays as it is. */
export const statementError = (error: unknown): unknown => {
  if (codeOf(error) === uniqueViolation) return new DuplicateError(messageOf(error), { cause: error })
  if (codeOf(error) === foreignKeyViolation) return new MissingParentError(messageOf(error), { cause: error })
  if (isUnavailable(error)) {
    return new UnavailableError(`The database does not answer: ${messageOf(error)}`, {
      cause: error,
    })
  }
  return error
}
