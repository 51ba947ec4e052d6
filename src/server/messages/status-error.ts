import type { ErrorHandler, NotFoundHandler } from 'hono'

import {
  type Any,
  badRequest,
  type CodeName,
  codes,
  type FieldViolation,
  quotaFailure,
  requestInfo,
  retryInfo,
  type Status,
} from '#contract/status.ts'
import { answerHeaders } from '../http/answer-headers.ts'
import { maskSecrets, quoted } from '../secrets/secret.ts'
import type { AppEnv, Log } from '../verb.ts'
import { UnavailableError } from '../store/store.ts'

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

/** No failure of the service: the client hung up, or took too long and was cut off. */
export const unfinishedBody = (): StatusError => new StatusError('CANCELLED', 'The body of the request did not arrive')

export const notFound = (kind: string, id: string): StatusError =>
  new StatusError('NOT_FOUND', `${kind} ${id} not found`)

export const quotaExceeded = (metric: string, limit: number, usage: number): StatusError =>
  new StatusError('RESOURCE_EXHAUSTED', `Quota limit ${metric} exceeded`, [quotaFailure(metric, limit, usage)])

/** How the API writes JSON: indented by one space (API reference 1.1). */
export const jsonText = (body: unknown): string => JSON.stringify(body, null, 1)
// Each text for itself: in JSON the letter of an escape would stand before it.
const maskedJsonText = (body: unknown): string =>
  JSON.stringify(body, (_, value: unknown) => (typeof value === 'string' ? maskSecrets(value) : value), 1)

const statusOf = (error: unknown): StatusError => {
  if (error instanceof StatusError) return error
  if (error instanceof UnavailableError) {
    return new StatusError('UNAVAILABLE', 'The database cannot be reached. Try again shortly.', [retryInfo(1)])
  }
  return new StatusError('INTERNAL', 'Internal error')
}

/**
 * Turns whatever was thrown into one Status. Of an unexpected error only the log learns more.
 * @param challenge what a 401 asks for, where HTTP wants it told
 */
export const statusResponse = (
  error: unknown,
  { requestId, log, path }: { readonly requestId: string; readonly log: Log; readonly path: string },
  challenge?: string,
): Response => {
  const known = statusOf(error)
  if (!(error instanceof StatusError)) log.error({ err: error, requestId, path: quoted(path) }, 'request failed')
  const body: Status = {
    code: codes[known.code].code,
    message: known.message,
    details: [...known.details, requestInfo(requestId)],
  }
  return new Response(maskedJsonText(body), {
    status: known.http,
    headers: {
      ...answerHeaders(requestId),
      ...(known.http === 401 && challenge !== undefined && { 'www-authenticate': challenge }),
    },
  })
}

export const onError: ErrorHandler<AppEnv> = (error, c) =>
  statusResponse(error, { requestId: c.get('requestId'), log: c.get('log'), path: c.req.path })

export const onNotFound: NotFoundHandler<AppEnv> = (c) =>
  onError(new StatusError('NOT_FOUND', `No such method: ${c.req.method} ${quoted(c.req.path)}`), c)

/** Answers a verb that the path does not have. */
export const onOtherVerb: NotFoundHandler<AppEnv> = (c) =>
  onError(new StatusError('UNIMPLEMENTED', `Not implemented: ${c.req.method} ${quoted(c.req.path)}`), c)
