import type { ErrorHandler, NotFoundHandler } from 'hono'

import { codes, requestInfo, retryInfo, type Status } from '#contract/status.ts'
import { StatusError } from '../messages/status-error.ts'
import type { Log } from '../observe.ts'
import { maskSecrets, quoted } from '../secrets/secret.ts'
import { UnavailableError } from '../store/store.ts'
import { responseHeaders } from './response-headers.ts'
import type { AppEnv } from './exchange.ts'

// Mask before serialising: afterwards `\n` puts an "n" in front of the secret and the pattern misses it.
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
 * Converts any thrown value to a Status response. Details of unexpected errors go only to the log.
 * @param challenge value of `www-authenticate` for a 401
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
      ...responseHeaders(requestId),
      ...(known.http === 401 && challenge !== undefined && { 'www-authenticate': challenge }),
    },
  })
}

export const onError: ErrorHandler<AppEnv> = (error, c) =>
  statusResponse(error, { requestId: c.get('requestId'), log: c.get('log'), path: c.req.path })

export const onNotFound: NotFoundHandler<AppEnv> = (c) =>
  onError(new StatusError('NOT_FOUND', `No such method: ${c.req.method} ${quoted(c.req.path)}`), c)

/** Handles an HTTP method that the path does not support. */
export const onUnsupportedMethod: NotFoundHandler<AppEnv> = (c) =>
  onError(new StatusError('UNIMPLEMENTED', `Not implemented: ${c.req.method} ${quoted(c.req.path)}`), c)
