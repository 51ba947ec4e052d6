import { type Level, type Logger, pino } from 'pino'

import { authenticatePath } from '../authenticate/handler.ts'
import { quoted } from '../secrets/secret.ts'
import { Exchange, type Fetch } from '../http/exchange.ts'
import { probePaths } from '../http/probes.ts'

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

/** Where lines go; one that gathers them writes those of errors at once, so that an abrupt end loses none. */
interface Destination {
  write(line: string): void
  flush?(): void
}

/** JSON lines, one an event. */
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
  // 501 is a mistake of the caller, not of the service.
  if (status >= 500 && status !== 501) return 'error'
  // Probes come every few seconds, and keys are checked by the thousand; `lastUsedAt` and the metrics tell of them.
  return probes.has(path) || (path === authenticatePath && status === 200) ? 'debug' : 'info'
}

/** Logs each answer of `fetch` and to whom it was: never headers, bodies or the query. */
export const withRequestLog =
  (fetch: Fetch, log: Logger): Fetch =>
  (request, exchange = new Exchange()) => {
    const started = performance.now()
    const logged = (response: Response): Response => {
      const path = new URL(request.url).pathname
      const level = levelOf(path, response.status)
      if (!log.isLevelEnabled(level)) return response
      log[level](
        {
          requestId: exchange.requestId,
          subject: exchange.subject,
          apiKeyId: exchange.apiKeyId,
          method: request.method,
          // People confuse a key's id with its secret, and paste the one where the other belongs.
          path: quoted(path),
          status: response.status,
          ms: Math.round((performance.now() - started) * 10) / 10,
        },
        'request',
      )
      return response
    }
    const response = fetch(request, exchange)
    return response instanceof Promise ? response.then(logged) : logged(response)
  }
