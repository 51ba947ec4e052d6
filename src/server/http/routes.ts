import type { Context, Hono } from 'hono'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Caller, Service } from '../service.ts'
import { answerHeaders } from './answer-headers.ts'
import type { AppEnv } from './exchange.ts'
import { toJson } from './json-output.ts'
import { readInput } from './read-input.ts'
import { routePattern } from './route-path.ts'
import type { SessionCarrier } from './session-carrier.ts'

/** Adds a route for each path of the endpoint. */
export const onEndpoint = (
  app: Hono<AppEnv>,
  endpoint: Endpoint,
  answer: (c: Context<AppEnv>) => Promise<Response>,
): void => {
  for (const path of [endpoint.path, ...(endpoint.aliases ?? [])]) {
    app.on(endpoint.method, routePattern(path), (c) => {
      c.set('method', endpoint.id)
      return answer(c)
    })
  }
}

/** An answer by the API's JSON rules: defaults left out, indented by one space (API reference 1.1). */
export const jsonAnswer = (c: Context<AppEnv>, answer: unknown): Response =>
  c.newResponse(JSON.stringify(toJson(answer), null, 1), { headers: answerHeaders(c.get('requestId')) })

/** What the service learns from a request's headers. */
export const callerOf = (c: Context<AppEnv>, sessions: SessionCarrier): Caller => ({
  authorization: c.req.header('authorization'),
  session: () => sessions.read(c),
  idempotencyKey: c.req.header('idempotency-key'),
  onActor: ({ type, id }) => {
    if (c.env !== undefined) c.env.subject = { type, id }
  },
})

/** Adds a route for every method of the service. */
export const routeMethods = (app: Hono<AppEnv>, service: Service, sessions: SessionCarrier): void => {
  for (const endpoint of Object.values(api)) {
    // Sign-in and sign-out: they set cookies, so they have routes of their own.
    if (endpoint.host === 'keyrack') continue
    onEndpoint(app, endpoint, async (c) =>
      jsonAnswer(c, await service.call(endpoint.id, callerOf(c, sessions), () => readInput(c, endpoint))),
    )
  }
}
