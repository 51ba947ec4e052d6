import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

import { type Endpoint, type ServerInput, type ServerOutput, takesIdempotencyKey } from '#contract/endpoint.ts'
import { routeAccess } from '../access/verbs.ts'
import { authorizeEndpoint, type GuardedId } from '../access/method-rights.ts'
import type { LastSeen } from '../authenticate/usage-tracker.ts'
import { routeSessions } from './session-routes.ts'
import { signedIn } from '../sessions/credentials.ts'
import type { SessionCarrier } from './session-carrier.ts'
import { authenticatePath, authenticator } from '../authenticate/handler.ts'
import { recentKeys } from '../authenticate/key-cache.ts'
import { routeApiKeys } from '../api-keys/routes.ts'
import { type AppEnv, type Ctx, type Log, quietLog, type Quotas } from '../verb.ts'
import { routeDocs } from './docs/routes.ts'
import { onError, onNotFound, onOtherVerb, StatusError, unfinishedBody } from '../messages/status-error.ts'
import { exactlyOnce, idempotencyKeyOf, sweeper } from '../idempotency/exactly-once.ts'
import { mount, type Written } from './mount.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { openApi } from './openapi.ts'
import { pathOf } from './path-of.ts'
import { routeOperations } from '../operations/verbs.ts'
import { routeProbes } from './probes.ts'
import { readyAnswers } from '../ready-answers.ts'
import { requestIdOf } from './request-id.ts'
import { routeResourceManager } from '../resource-manager/verbs.ts'
import { routeServiceAccounts } from '../service-accounts/routes.ts'
import type { Store } from '../store/store.ts'

export interface AppOptions {
  readonly store: Store
  readonly sessions: SessionCarrier
  /** To be flushed before the store is closed. */
  readonly lastSeen: LastSeen
  readonly quotas: Quotas
  readonly scopes: readonly string[]
  /** The wall clock, for moments that are stored. */
  readonly now?: () => Date
  /** Milliseconds since any moment, for durations: nobody sets this clock. */
  readonly monotonic?: () => number
  readonly log?: Log
}

/**
 * Adds a route whose handler runs as the signed-in actor, and at most once under an Idempotency-Key.
 * @param secretOf names what the secret in the answer belongs to, where there is one: `ApiKey <id>`
 */
export type Route = <E extends Endpoint & { readonly id: GuardedId }>(
  endpoint: E,
  verb: Verb<E>,
  secretOf?: (answer: ServerOutput<E>) => string,
) => void

/** One method of the service: what it may use, and what it was asked for. */
export type Verb<E extends Endpoint> = (
  ctx: Ctx,
  input: ServerInput<E>,
) => Promise<ServerOutput<E> | Written> | ServerOutput<E>

const maxBody = 1024 * 1024
const tooLarge = () => new StatusError('INVALID_ARGUMENT', 'The body is larger than 1 MiB', [], 413)
const limitUntold = bodyLimit({
  maxSize: maxBody,
  onError: () => {
    throw tooLarge()
  },
})
const hasNoBody = new Set(['GET', 'HEAD'])

/** To look at a body is dear, for it makes a whole Request of what the listener has: only where its length is not told. */
const limitBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (hasNoBody.has(c.req.method)) return next()
  const length = c.req.header('content-length')
  if (length !== undefined && c.req.header('transfer-encoding') === undefined) {
    if (Number(length) > maxBody) throw tooLarge()
    return next()
  }
  // It reads the body, and so may be the one that finds it cut off.
  return limitUntold(c, next).catch((error: unknown) => {
    throw error instanceof StatusError ? error : unfinishedBody()
  })
}

/** What the service answers beside its methods. */
const besidesApi = (store: Store, metrics: Metrics): Hono<AppEnv> => {
  const app = new Hono<AppEnv>()
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('x-request-id', c.get('requestId'))
    c.res.headers.set('cache-control', 'no-store')
  })
  routeProbes(app, store, metrics)
  app.get('/openapi.json', (c) => c.json(openApi()))
  routeDocs(app)
  return app
}

/** The IAM service: a function from Request to Response, the same in Node, in tests and inside the browser. */
export const createApp = ({
  store,
  sessions,
  lastSeen,
  quotas,
  scopes,
  now = () => new Date(),
  monotonic = () => performance.now(),
  log = quietLog,
}: AppOptions): Hono<AppEnv> => {
  const app = new Hono<AppEnv>()
  const metrics = createMetrics()
  app.onError(onError)
  app.notFound(onNotFound)

  const keys = recentKeys(store)
  const authenticate = authenticator({ keys, lastSeen, metrics, log, now, monotonic })
  // Past the router and what all others go through: nothing else is asked for as often.
  const fetchRouted = app.fetch
  app.fetch = (request, exchange, execution) =>
    pathOf(request.url) === authenticatePath
      ? authenticate(request, exchange)
      : fetchRouted(request, exchange, execution)

  app.use(async (c, next) => {
    const requestId = requestIdOf(c.req.raw.headers)
    c.set('requestId', requestId)
    if (c.env !== undefined) c.env.requestId = requestId
    c.set('log', log)
    const started = performance.now()
    await next()
    metrics.request(c.get('method') ?? 'other', c.res.status, performance.now() - started)
  })
  app.use(limitBody)

  // What a verb changes, it changes in a transaction; a check that comes after its answer must see it. Only keys are
  // created without one, and of a new key nobody knows anything yet.
  const changing: Store = { ...store, transaction: (work) => store.transaction(work).finally(() => keys.forget()) }
  const sweep = sweeper(store, monotonic)
  const ready = readyAnswers(store)
  const route: Route = (endpoint, verb, secretOf) =>
    mount(app, endpoint, async (c) => {
      const { actor } = await signedIn(c, { store, sessions, lastSeen }, now())
      const ctx: Ctx = { actor, store: changing, now, requestId: c.get('requestId'), ready, quotas, scopes }
      const authorized: typeof verb = async (within, input) => {
        await authorizeEndpoint(within, endpoint, input)
        return verb(within, input)
      }
      if (!takesIdempotencyKey(endpoint)) return (input) => authorized(ctx, input)
      const key = idempotencyKeyOf(c)
      await sweep(now())
      if (key === undefined) return (input) => authorized(ctx, input)
      return (input) => exactlyOnce(ctx, { key, c, verb: (within) => authorized(within, input), secretOf })
    })

  routeApiKeys(route)
  routeServiceAccounts(route)
  routeOperations(route)
  routeAccess(route)
  routeResourceManager(route)
  routeSessions(app, { store, sessions, lastSeen, now, monotonic })
  app.route('/', besidesApi(store, metrics))
  // Behind every route: what comes here asks a known path for a verb that it does not have.
  for (const path of new Set(app.routes.flatMap((known) => (known.method === 'ALL' ? [] : [known.path])))) {
    app.all(path, onOtherVerb)
  }

  return app
}
