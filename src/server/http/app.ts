import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import type { Log, Metrics } from '../observe.ts'
import type { Service } from '../service.ts'
import type { CredentialDeps } from '../sessions/credentials.ts'
import { routeDocs } from './docs/routes.ts'
import type { AppEnv } from './exchange.ts'
import { openApi } from './openapi.ts'
import { routeProbes } from './probes.ts'
import { incompleteBody } from './read-input.ts'
import { requestIdFor } from './request-id.ts'
import { routeMethods } from './routes.ts'
import type { SessionCarrier } from './session-carrier.ts'
import { routeSessions } from './session-routes.ts'
import { onError, onNotFound, onUnsupportedMethod } from './status-response.ts'
import { StatusError } from '../messages/status-error.ts'

export interface HttpOptions {
  readonly service: Service
  readonly sessions: SessionCarrier
  /** For the session routes, which bypass `service`. */
  readonly credentials: CredentialDeps
  readonly metrics: Metrics
  readonly log: Log
}

const limitBody = bodyLimit({
  maxSize: 1024 * 1024,
  onError: () => {
    throw new StatusError('INVALID_ARGUMENT', 'The request body is larger than 1 MiB', [], 413)
  },
})

/** The HTTP adapter: API methods, sessions, probes, OpenAPI and docs. */
export const httpApp = ({ service, sessions, credentials, metrics, log }: HttpOptions): Hono<AppEnv> => {
  const app = new Hono<AppEnv>()
  app.onError(onError)
  app.notFound(onNotFound)

  app.use(async (c, next) => {
    const requestId = requestIdFor(c.req.raw.headers)
    c.set('requestId', requestId)
    if (c.env !== undefined) c.env.requestId = requestId
    c.set('log', log)
    const started = performance.now()
    await next()
    metrics.request(c.get('method') ?? 'other', c.res.status, performance.now() - started)
  })
  // The limit reads a body that has no Content-Length, so it may be the first to notice a dropped connection.
  app.use((c, next) =>
    limitBody(c, next).catch((error: unknown) => {
      throw error instanceof StatusError ? error : incompleteBody()
    }),
  )

  routeMethods(app, service, sessions)
  routeSessions(app, sessions, credentials)
  app.route('/', auxiliaryRoutes(credentials.store))
  // Registered last: a request that gets here matches a known path, but not one of its HTTP methods.
  for (const path of new Set(app.routes.flatMap((route) => (route.method === 'ALL' ? [] : [route.path])))) {
    app.all(path, onUnsupportedMethod)
  }
  return app
}

/** Everything that is not an API method: probes, OpenAPI and docs. */
const auxiliaryRoutes = (store: CredentialDeps['store']): Hono<AppEnv> => {
  const app = new Hono<AppEnv>()
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('x-request-id', c.get('requestId'))
    c.res.headers.set('cache-control', 'no-store')
  })
  routeProbes(app, store)
  app.get('/openapi.json', (c) => c.json(openApi()))
  routeDocs(app)
  return app
}
