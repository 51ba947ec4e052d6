import type { Context, Hono } from 'hono'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Caller, Service } from '../service.ts'
import { responseHeaders } from './response-headers.ts'
import { type AppEnv, callerFrom } from './exchange.ts'
import { toJson } from '../messages/json-output.ts'
import { readInput } from './read-input.ts'
import { routePattern } from './route-path.ts'
import type { SessionCarrier } from './session-carrier.ts'

/** Adds a route for each path of the endpoint, aliases included. `handle` gets the one that matched. */
export const routeEndpoint = (
  app: Hono<AppEnv>,
  endpoint: Endpoint,
  handle: (c: Context<AppEnv>, path: string) => Promise<Response>,
): void => {
  for (const path of [endpoint.path, ...(endpoint.aliases ?? [])]) {
    app.on(endpoint.method, routePattern(path), (c) => {
      c.set('method', endpoint.id)
      return handle(c, path)
    })
  }
}

/** A JSON response in the API's format: defaults omitted, indented by one space (API reference 1.1). */
export const jsonResponse = (c: Context<AppEnv>, output: unknown): Response =>
  c.newResponse(JSON.stringify(toJson(output), null, 1), { headers: responseHeaders(c.get('requestId')) })

export const callerOf = (c: Context<AppEnv>, sessions: SessionCarrier): Caller =>
  callerFrom(c.req.raw, c.env, () => sessions.read(c))

/** Adds the routes of all service methods. */
export const routeMethods = (app: Hono<AppEnv>, service: Service, sessions: SessionCarrier): void => {
  for (const endpoint of Object.values(api)) {
    // Sessions set cookies, so `session-routes.ts` handles them.
    if (endpoint.host === 'keyrack') continue
    routeEndpoint(app, endpoint, async (c) =>
      jsonResponse(c, await service.call(endpoint.id, callerOf(c, sessions), () => readInput(c, endpoint))),
    )
  }
}
