import type { Hono } from 'hono'

import type { Store } from '../store/store.ts'
import type { AppEnv } from './exchange.ts'

/** Paths for monitoring. They need no authentication and reveal nothing about stored data. */
export const probePaths = ['/healthz', '/readyz', '/metrics'] as const

/** `server/node` serves `/metrics`. */
export const [alivePath, readyPath, metricsPath] = probePaths

/** Routes the liveness and readiness probes. */
export const routeProbes = (app: Hono<AppEnv>, store: Pick<Store, 'ping'>): void => {
  app.get(alivePath, (c) => c.text('ok\n'))
  // Migrations run before the store opens, so a reachable database means ready. UnavailableError becomes a 503.
  app.get(readyPath, async (c) => {
    await store.ping()
    return c.text('ok\n')
  })
}
