import { type Any, badRequest, type CodeName, codes, type FieldViolation, quotaFailure } from '#contract/status.ts'

/** An answer that is not a success: a google.rpc.Status and the HTTP status it travels under. */
export class StatusError extends Error {
  override readonly name = 'StatusError'
  readonly code: CodeName
  readonly details: readonly Any[]
  readonly http: number

  /** @param http differs from the code's own HTTP status only where HTTP says more: 413, 415 */
  constructor(code: CodeName, message: string, details: readonly Any[] = [], http: number = codes[code].http) {
    super(message)
    this.code = code
    this.details = details
    this.http = http
  }
}

/** The API's own text for refused fields: one line each (API reference 1.7). */
export const validationFailed = (violations: readonly FieldViolation[]): StatusError =>
  new StatusError(
    'INVALID_ARGUMENT',
    ['Validation failed:', ...violations.map(({ field, description }) => `  - ${field}: ${description}`)].join('\n'),
    [badRequest(violations)],
  )

export const notFound = (kind: string, id: string): StatusError =>
  new StatusError('NOT_FOUND', `${kind} ${id} not found`)

/** NOT_FOUND for what really does not exist. What the caller may not see is answered alike, by {@link notFound}. */
export class NonexistentError extends StatusError {
  constructor(kind: string, id: string) {
    super('NOT_FOUND', notFound(kind, id).message)
  }
}

export const quotaExceeded = (metric: string, limit: number, usage: number): StatusError =>
  new StatusError('RESOURCE_EXHAUSTED', `Quota limit ${metric} exceeded`, [quotaFailure(metric, limit, usage)])
