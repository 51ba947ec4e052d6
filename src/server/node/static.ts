import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import type { SecureHeadersVariables } from 'hono/secure-headers'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { securityHeaders, strictTransportSecurity } from './security-headers.ts'

interface Env {
  Variables: SecureHeadersVariables
}

/** The place in index.html that takes the nonce of a response; the console reads it from there. */
const noncePlace = '<meta name="csp-nonce" content=""'

/**
 * The built console and the service behind one address.
 *
 * @param root the folder of the built console
 * @param service answers what is not the console's
 * @throws Error when `root` holds no usable index.html
 */
export const withConsole = (root: string, service: (request: Request) => Response | Promise<Response>): Hono<Env> => {
  const [head, tail, ...more] = readFileSync(join(root, 'index.html'), 'utf8').split(noncePlace)
  if (tail === undefined || more.length > 0) throw new Error('index.html must have exactly one empty csp-nonce')

  const page = (c: Context<Env>) => {
    const nonce = c.get('secureHeadersNonce') ?? ''
    c.header('cache-control', 'no-cache')
    return c.html(`${head}${noncePlace.replace('""', `"${nonce}"`)}${tail}`)
  }

  const files = serveStatic({ root, precompressed: true })
  const app = new Hono<Env>()
  app.use(strictTransportSecurity, securityHeaders)
  app.use(async (c, next) => (belongsToService(c.req.path) ? service(c.req.raw) : next()))
  app.get('/', page)
  app.get('/index.html', page)
  app.get('*', async (c, next) => {
    const file = await files(c, async () => {})
    if (file instanceof Response) {
      file.headers.set('cache-control', isAsset(c.req.path) ? forAYear : 'no-cache')
      return file
    }
    const isPage = !isAsset(c.req.path) && c.req.header('accept')?.includes('text/html')
    return isPage ? page(c) : next()
  })
  app.all('*', (c) => service(c.req.raw))
  return app
}

// The name of an asset has a hash of its content in it.
const isAsset = (path: string) => path.startsWith('/assets/')
const forAYear = 'public, max-age=31536000, immutable'

const firstSegment = (path: string) => path.split('/')[1] ?? ''
const segments = new Set([
  'openapi.json',
  ...Object.values<Endpoint>(api).flatMap(({ path, aliases = [] }) => [path, ...aliases].map(firstSegment)),
])

/** True for the paths of the API; a mistyped one there answers 404, never the console's page. */
const belongsToService = (path: string) => segments.has(firstSegment(path))
