import type { Context } from 'hono'

import type { AppEnv } from './exchange.ts'

// `/x/{id}:suspend` has parameter and verb in one segment. Hono captures both, so the verb is cut off afterwards.
const placeholder = /\{(\w+)\}(:\w+)?/g

/** Converts an endpoint's path to a Hono pattern. */
export const routePattern = (path: string): string =>
  path.replaceAll(placeholder, (_, name: string, verb?: string) =>
    verb ? `:${name}{[^/]+${verb}}` : `:${name}{[^/:]+}`,
  )

/** The path parameters of a request, by name. */
export const pathParameters = (c: Context<AppEnv>, path: string): Record<string, string> =>
  Object.fromEntries(
    [...path.matchAll(placeholder)].map(([, name = '', verb = '']) => {
      const value = c.req.param(name) ?? ''
      return [name, verb === '' ? value : value.slice(0, -verb.length)]
    }),
  )
