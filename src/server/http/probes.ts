import type { Hono } from 'hono'

import type { Store } from '../store/store.ts'
import type { AppEnv } from './exchange.ts'

/** The paths of what watches the service. They are open to everybody and tell nothing about what is stored. */
export const probePaths = ['/healthz', '/readyz', '/metrics'] as const

/** `/metrics` is answered by `server/node`, which counts. */
export const [alivePath, readyPath, metricsPath] = probePaths

/** What a load balancer asks. */
export const routeProbes = (app: Hono<AppEnv>, store: Pick<Store, 'ping'>): void => {
  app.get(alivePath, (c) => c.text('ok\n'))
  // The store opens only after its migrations, so it is ready when it answers. UnavailableError becomes a 503.
  app.get(readyPath, async (c) => {
    await store.ping()
    return c.text('ok\n')
  })
}
