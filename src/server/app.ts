import { authenticateHandler, isAuthenticatePath } from './authenticate/handler.ts'
import { keyCache } from './authenticate/key-cache.ts'
import { httpApp } from './http/app.ts'
import { Exchange, type Fetch } from './http/exchange.ts'
import type { SessionCarrier } from './http/session-carrier.ts'
import { sweeper } from './idempotency/sweeper.ts'
import { openLimits } from './limits/limits.ts'
import { type Log, type Metrics, noMetrics, quietLog } from './observe.ts'
import { createService, type Service } from './service.ts'
import type { Store } from './store/store.ts'
import type { UsageTracker } from './usage/usage-tracker.ts'
import type { Quotas } from './verb.ts'

export interface AppOptions {
  readonly store: Store
  readonly sessions: SessionCarrier
  /** Flush it before closing the store. */
  readonly usage: UsageTracker
  readonly quotas: Quotas
  readonly scopes: readonly string[]
  /** The wall clock, for stored timestamps. */
  readonly now?: () => Date
  /** A monotonic clock in milliseconds, for durations. */
  readonly monotonic?: () => number
  readonly log?: Log
  readonly metrics?: Metrics
  /** Where clients find the service, for its documentation: '' at the root of the origin, otherwise such as `/keyrack`. */
  readonly basePath?: string
  /** Host and port to tell clients, instead of those by which each of them came. */
  readonly advertisedAddress?: string | undefined
}

export interface App {
  /** The service by HTTP: the same in Node, in tests and inside the browser. */
  readonly fetch: Fetch
  /** The service itself, for other transports. */
  readonly service: Service
}

/** Opens the IAM service. */
export const createApp = ({
  store,
  sessions,
  usage,
  quotas,
  scopes,
  now = () => new Date(),
  monotonic = () => performance.now(),
  log = quietLog,
  metrics = noMetrics,
  basePath = '',
  advertisedAddress,
}: AppOptions): App => {
  const keys = keyCache(store)
  // Verbs write only in transactions. Clear the cache after each, so that later key checks see the change.
  const invalidatingStore: Store = {
    ...store,
    transaction: (work) => store.transaction(work).finally(() => keys.clear()),
  }
  const limits = openLimits(monotonic)
  const sweep = sweeper(store, { now, monotonic })
  const credentials = { store, usage, limits, sweep, now }
  const service = createService({ store: invalidatingStore, credentials, quotas, scopes, now, advertisedAddress })
  const http = httpApp({ service, sessions, credentials, metrics, log, basePath })
  const authenticate = authenticateHandler({ keys, usage, limiter: limits.apiKey, metrics, log, now })
  return {
    service,
    fetch: (request, exchange = new Exchange()) =>
      isAuthenticatePath(new URL(request.url).pathname)
        ? authenticate(request, exchange)
        : http.fetch(request, exchange),
  }
}
