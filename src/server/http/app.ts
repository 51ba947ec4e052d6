import type { Hono } from 'hono'

import type { Log, Metrics } from '../observe.ts'
import type { Service } from '../service.ts'
import type { CredentialDeps } from '../sessions/credentials.ts'
import { auxiliaryRoutes, baseApp } from './base-app.ts'
import { routeDocs } from './docs/routes.ts'
import type { AppEnv } from './exchange.ts'
import { openApi } from './openapi.ts'
import { routeProbes } from './probes.ts'
import { routeMethods } from './routes.ts'
import type { SessionCarrier } from './session-carrier.ts'
import { routeSessions } from './session-routes.ts'

export interface HttpOptions {
  readonly service: Service
  readonly sessions: SessionCarrier
  /** For the session routes, which bypass `service`. */
  readonly credentials: CredentialDeps
  readonly metrics: Metrics
  readonly log: Log
  /** Where clients find all of it: '' at the root of the origin, otherwise such as `/keyrack`. */
  readonly basePath: string
}

/** The HTTP adapter: API methods, sessions, probes, OpenAPI and docs. */
export const httpApp = ({ service, sessions, credentials, metrics, log, basePath }: HttpOptions): Hono<AppEnv> =>
  baseApp({ metrics, log }, (app) => {
    routeMethods(app, service, sessions)
    routeSessions(app, sessions, credentials)
    app.route(
      '/',
      auxiliaryRoutes((auxiliary) => {
        routeProbes(auxiliary, credentials.store)
        auxiliary.get('/openapi.json', (c) => c.json(openApi(basePath)))
        routeDocs(auxiliary, basePath)
      }),
    )
  })
