import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import type { Log, Metrics } from '../observe.ts'
import type { Service } from '../service.ts'
import type { CredentialDeps } from '../sessions/credentials.ts'
import { routeDocs } from './docs/routes.ts'
import type { AppEnv } from './exchange.ts'
import { openApi } from './openapi.ts'
import { routeProbes } from './probes.ts'
import { unfinishedBody } from './read-input.ts'
import { requestIdOf } from './request-id.ts'
import { routeMethods } from './routes.ts'
import type { SessionCarrier } from './session-carrier.ts'
import { routeSessions } from './session-routes.ts'
import { onError, onNotFound, onOtherVerb } from './status-response.ts'
import { StatusError } from '../messages/status-error.ts'

export interface HttpOptions {
  readonly service: Service
  readonly sessions: SessionCarrier
  /** For sign-in, which is no method of the service. */
  readonly credentials: CredentialDeps
  readonly monotonic: () => number
  readonly metrics: Metrics
  readonly log: Log
}

const limitBody = bodyLimit({
  maxSize: 1024 * 1024,
  onError: () => {
    throw new StatusError('INVALID_ARGUMENT', 'The body is larger than 1 MiB', [], 413)
  },
})

/** The service over HTTP: its methods, sign-in, and what describes and watches it. */
export const httpApp = ({ service, sessions, credentials, monotonic, metrics, log }: HttpOptions): Hono<AppEnv> => {
  const app = new Hono<AppEnv>()
  app.onError(onError)
  app.notFound(onNotFound)

  app.use(async (c, next) => {
    const requestId = requestIdOf(c.req.raw.headers)
    c.set('requestId', requestId)
    if (c.env !== undefined) c.env.requestId = requestId
    c.set('log', log)
    const started = performance.now()
    await next()
    metrics.request(c.get('method') ?? 'other', c.res.status, performance.now() - started)
  })
  // It reads a body whose length is not announced, and so may be the one that finds it cut off.
  app.use((c, next) =>
    limitBody(c, next).catch((error: unknown) => {
      throw error instanceof StatusError ? error : unfinishedBody()
    }),
  )

  routeMethods(app, service, sessions)
  routeSessions(app, sessions, credentials, monotonic)
  app.route('/', besidesApi(credentials.store))
  // Behind every route: what arrives here asks a known path for a verb that it does not have.
  for (const path of new Set(app.routes.flatMap((known) => (known.method === 'ALL' ? [] : [known.path])))) {
    app.all(path, onOtherVerb)
  }
  return app
}

/** What the service answers beside its methods. */
const besidesApi = (store: CredentialDeps['store']): Hono<AppEnv> => {
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
