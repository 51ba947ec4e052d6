import { type Level, type Logger, pino } from 'pino'

import { maskSecrets } from '../api-keys/secret.ts'

interface Described {
  readonly type: string
  readonly message: string
  readonly stack?: string
  readonly code?: unknown
  readonly cause?: Described | string
}

// Nothing but this of an error: a database driver attaches the values of the failed statement to its own.
const describeError = (error: unknown): Described | string => {
  if (!(error instanceof Error)) return typeof error
  return {
    type: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}

/** JSON lines, one an event. A line is written before the call returns, so none is lost at an abrupt end. */
export const createLog = (level: Level | 'silent', destination: { write(line: string): void }): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: describeError } },
    destination,
  )

interface Env {
  readonly address?: string
}
type Fetch = (request: Request, env?: Env) => Response | Promise<Response>

/** Logs each answer of `fetch`: never headers, bodies or the query. */
export const withRequestLog =
  (fetch: Fetch, log: Logger): Fetch =>
  async (request, env) => {
    const started = performance.now()
    const response = await fetch(request, env)
    // 501 is a mistake of the caller, not of the service.
    log[response.status < 500 || response.status === 501 ? 'info' : 'error'](
      {
        requestId: response.headers.get('x-request-id') ?? undefined,
        method: request.method,
        // People confuse a key's id with its secret, and paste the one where the other belongs.
        path: maskSecrets(new URL(request.url).pathname),
        status: response.status,
        ms: Math.round((performance.now() - started) * 10) / 10,
      },
      'request',
    )
    return response
  }
