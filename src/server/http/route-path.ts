import type { Context } from 'hono'

import type { AppEnv } from './exchange.ts'

// `/x/{id}:suspend` is one segment; Hono captures it whole, so the verb is cut off the value. `/x/{id}` leaves it alone.
const placeholder = /\{(\w+)\}(:\w+)?/g

/** An endpoint's path as a pattern of Hono. */
export const routePattern = (path: string): string =>
  path.replaceAll(placeholder, (_, name: string, verb?: string) =>
    verb ? `:${name}{[^/]+${verb}}` : `:${name}{[^/:]+}`,
  )

/** The values of a request's path parameters, by name. */
export const pathParameters = (c: Context<AppEnv>, path: string): Record<string, string> =>
  Object.fromEntries(
    [...path.matchAll(placeholder)].map(([, name = '', verb = '']) => {
      const value = c.req.param(name) ?? ''
      return [name, verb === '' ? value : value.slice(0, -verb.length)]
    }),
  )
