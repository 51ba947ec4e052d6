import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import { StatusError } from '../messages/status-error.ts'
import type { Log, Metrics } from '../observe.ts'
import type { AppEnv } from './exchange.ts'
import { incompleteBody } from './read-input.ts'
import { requestIdFor } from './request-id.ts'
import { onError, onNotFound, onUnsupportedMethod } from './status-response.ts'

const limitBody = bodyLimit({
  maxSize: 1024 * 1024,
  onError: () => {
    throw new StatusError('INVALID_ARGUMENT', 'The request body is larger than 1 MiB', [], 413)
  },
})

/**
 * What the service and the gateway share around their routes: request ids, metrics, the body limit and error responses.
 * @param route adds the routes
 */
export const baseApp = (
  { metrics, log }: { readonly metrics: Metrics; readonly log: Log },
  route: (app: Hono<AppEnv>) => void,
): Hono<AppEnv> => {
  const app = new Hono<AppEnv>()
  app.onError(onError)
  app.notFound(onNotFound)

  app.use(async (c, next) => {
    const requestId = requestIdFor(c.req.raw.headers)
    c.set('requestId', requestId)
    c.env.requestId = requestId
    c.set('log', log)
    const started = performance.now()
    await next()
    metrics.request(c.get('method') ?? 'other', c.res.status, performance.now() - started)
  })
  // The limit reads a body that has no Content-Length, so it may be the first to notice a dropped connection. Asking for
  // the body of a read, which is ignored, would build a second Request.
  app.use((c, next) =>
    c.req.method === 'GET'
      ? next()
      : limitBody(c, next).catch((error: unknown) => {
          throw error instanceof StatusError ? error : incompleteBody()
        }),
  )

  route(app)
  // Registered last: a request that gets here matches a known path, but not one of its HTTP methods.
  for (const path of new Set(app.routes.flatMap(({ method, path: known }) => (method === 'ALL' ? [] : [known])))) {
    app.all(path, onUnsupportedMethod)
  }
  return app
}

/** Adds routes that are no API methods, with the headers of an API response. */
export const auxiliaryRoutes = (route: (app: Hono<AppEnv>) => void): Hono<AppEnv> => {
  const app = new Hono<AppEnv>()
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('x-request-id', c.get('requestId'))
    c.res.headers.set('cache-control', 'no-store')
  })
  route(app)
  return app
}
