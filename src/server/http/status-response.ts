import type { ErrorHandler, NotFoundHandler } from 'hono'

import { StatusError } from '../messages/status-error.ts'
import { knownError, statusOf } from '../messages/status-of.ts'
import type { Log } from '../observe.ts'
import { quoted } from '../secrets/secret.ts'
import { responseHeaders } from './response-headers.ts'
import type { AppEnv } from './exchange.ts'

/**
 * Converts any thrown value to a Status response. Details of unexpected errors go only to the log.
 * @param challenge value of `www-authenticate` for a 401
 */
export const statusResponse = (
  error: unknown,
  { requestId, log, path }: { readonly requestId: string; readonly log: Log; readonly path: string },
  challenge?: string,
): Response => {
  const known = knownError(error)
  if (!(error instanceof StatusError)) log.error({ err: error, requestId, path: quoted(path) }, 'request failed')
  return new Response(JSON.stringify(statusOf(known, requestId), null, 1), {
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
