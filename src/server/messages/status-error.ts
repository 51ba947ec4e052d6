import { type Any, badRequest, type CodeName, codes, type FieldViolation, quotaFailure } from '#contract/status.ts'
import { DuplicateError } from '../store/store.ts'

/** An error response: a google.rpc.Status with its HTTP status. */
export class StatusError extends Error {
  override readonly name = 'StatusError'
  readonly code: CodeName
  readonly details: readonly Any[]
  readonly http: number

  /** @param http overrides the code's HTTP status where HTTP is more specific: 413, 415 */
  constructor(code: CodeName, message: string, details: readonly Any[] = [], http: number = codes[code].http) {
    super(message)
    this.code = code
    this.details = details
    this.http = http
  }
}

/** A response lists at most this many violations. */
export const violationsMax = 100

/** The rejected fields that a response lists, and the number of the others. */
export interface Violations {
  readonly listed: readonly FieldViolation[]
  readonly more: number
}

/** INVALID_ARGUMENT in the API's own format: one line per rejected field, at most 100 (API reference 1.7). */
export const validationFailed = (violations: Violations | readonly FieldViolation[]): StatusError => {
  const { listed, more } = 'listed' in violations ? violations : truncate(violations)
  const lines = listed.map(({ field, description }) => `  - ${field}: ${description}`)
  const rest = more > 0 ? [`  - and ${more} more`] : []
  return new StatusError('INVALID_ARGUMENT', ['Validation failed:', ...lines, ...rest].join('\n'), [badRequest(listed)])
}

const truncate = (all: readonly FieldViolation[]): Violations => ({
  listed: all.slice(0, violationsMax),
  more: Math.max(0, all.length - violationsMax),
})

export const notFound = (kind: string, id: string): StatusError =>
  new StatusError('NOT_FOUND', `${kind} ${id} not found`)

/** NOT_FOUND for a resource that does not exist, as opposed to one hidden from the caller ({@link notFound}). */
export class NonexistentError extends StatusError {
  constructor(kind: string, id: string) {
    super('NOT_FOUND', notFound(kind, id).message)
  }
}

export const quotaExceeded = (metric: string, limit: number, usage: number): StatusError =>
  new StatusError('RESOURCE_EXHAUSTED', `Quota limit ${metric} exceeded`, [quotaFailure(metric, limit, usage)])

/** Converts a DuplicateError of the store to ALREADY_EXISTS. Throws any other error unchanged. */
export const rejectDuplicateName =
  (kind: string, name = '') =>
  (error: unknown): never => {
    if (!(error instanceof DuplicateError)) throw error
    throw new StatusError('ALREADY_EXISTS', `${kind} with name ${name} already exists`)
  }
