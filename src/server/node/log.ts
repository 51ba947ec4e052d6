import { type Level, type Logger, pino } from 'pino'

import { isAuthenticatePath } from '../authenticate/handler.ts'
import { Exchange, type Fetch, logFields } from '../http/exchange.ts'
import { probePaths } from '../http/probes.ts'

interface LoggedError {
  readonly type: string
  readonly message: string
  readonly stack?: string
  readonly code?: unknown
  readonly cause?: LoggedError | string
}

// Log only these fields: database drivers attach statement values to their errors.
const describeError = (error: unknown): LoggedError | string => {
  if (!(error instanceof Error)) return typeof error
  return {
    type: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...('code' in error && { code: error.code }),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  }
}

/** Receives the lines. A buffering one is flushed after every error, so that a crash does not lose it. */
interface Destination {
  write(line: string): void
  flush?(): void
}

/** Creates a logger that writes one JSON line per event. */
export const createLog = (level: Level | 'silent', destination: Destination): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      hooks: {
        logMethod(args, method, number) {
          method.apply(this, args)
          if (number >= errorLevel) destination.flush?.()
        },
      },
    },
    destination,
  )

const errorLevel = pino.levels.values['error'] ?? 50

const probes = new Set<string>(probePaths)

const levelOf = (path: string, status: number): 'error' | 'info' | 'debug' => {
  // 501 is a client error.
  if (status >= 500 && status !== 501) return 'error'
  // Probes and key checks are too frequent for info. `lastUsedAt` and the metrics cover them.
  return probes.has(path) || (isAuthenticatePath(path) && status === 200) ? 'debug' : 'info'
}

/** Logs each response of `fetch` and its caller. Never logs headers, bodies or the query. */
export const withRequestLog =
  (fetch: Fetch, log: Logger): Fetch =>
  (request, exchange = new Exchange()) => {
    const started = performance.now()
    const logged = (response: Response): Response => {
      const path = new URL(request.url).pathname
      const level = levelOf(path, response.status)
      if (!log.isLevelEnabled(level)) return response
      const milliseconds = performance.now() - started
      log[level](
        logFields(exchange, { method: request.method, path, status: response.status, milliseconds }),
        'request',
      )
      return response
    }
    const response = fetch(request, exchange)
    return response instanceof Promise ? response.then(logged) : logged(response)
  }
