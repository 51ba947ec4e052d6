import type { Hono } from 'hono'

import type { AppEnv } from '../verb.ts'
import type { Metrics } from './metrics.ts'
import type { Store } from '../store/store.ts'

/** The paths of what watches the service. They are open to everybody and tell nothing of what is in the store. */
export const probePaths = ['/healthz', '/readyz', '/metrics'] as const

const [alive, ready, numbers] = probePaths

export const routeProbes = (app: Hono<AppEnv>, store: Store, metrics: Metrics): void => {
  app.get(alive, (c) => c.text('ok\n'))
  // The store opens only after its migrations, so that it answers is all there is to ask. UnavailableError is a 503.
  app.get(ready, async (c) => {
    await store.ping()
    return c.text('ok\n')
  })
  app.get(numbers, (c) =>
    c.text(metrics.text(store.connections()), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  )
}
