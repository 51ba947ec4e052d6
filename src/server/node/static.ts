import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import type { SecureHeadersVariables } from 'hono/secure-headers'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { authenticatePath } from '../authenticate/handler.ts'
import type { Exchange, Fetch } from '../http/exchange.ts'
import { docsPath } from '../http/docs/routes.ts'
import { probePaths } from '../http/probes.ts'
import { securityHeaders, underTls } from './security-headers.ts'

interface Env {
  Bindings: Exchange
  Variables: SecureHeadersVariables & {
    /** Path of the file that is sent, in the form (compressed or not) in which it is sent. */
    file?: string
  }
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
export const withConsole = (root: string, service: Fetch): Fetch => {
  const [head, tail, ...more] = readFileSync(join(root, 'index.html'), 'utf8').split(noncePlace)
  if (tail === undefined || more.length > 0) throw new Error('index.html must have exactly one empty csp-nonce')

  const page = (c: Context<Env>) => {
    const nonce = c.get('secureHeadersNonce') ?? ''
    c.header('cache-control', 'no-cache')
    return c.html(`${head}${noncePlace.replace('""', `"${nonce}"`)}${tail}`)
  }

  const etags = etagsOf(root)
  const files = serveStatic<Env>({ root, precompressed: true, onFound: (path, c) => c.set('file', path) })
  const app = new Hono<Env>()
  app.use(securityHeaders)
  app.use(async (c, next) => (belongsToService(c.req.path) ? service(c.req.raw, c.env) : next()))
  app.get('/', page)
  app.get('/index.html', page)
  app.get('*', async (c, next) => {
    const file = await files(c, async () => {})
    if (file instanceof Response) return cacheable(c, file, etags.get(c.get('file') ?? ''))
    const isPage = !isAsset(c.req.path) && c.req.header('accept')?.includes('text/html')
    return isPage ? page(c) : next()
  })
  app.all('*', (c) => service(c.req.raw, c.env))
  // The API and the check of a key have headers of their own, so they bypass the pages' middleware.
  return (request, exchange) => {
    const path = new URL(request.url).pathname
    if (path === authenticatePath) return service(request, exchange)
    const isApi = apiSegments.has(firstSegment(path))
    return underTls(request, isApi ? service(request, exchange) : app.fetch(request, exchange))
  }
}

/** An ETag of each form of each file, for what was built does not change while the service runs. Pages have none: their nonce differs. */
const etagsOf = (root: string): ReadonlyMap<string, string> => {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name))
  return new Map(
    paths.map((path) => [path, `"${createHash('sha256').update(readFileSync(path)).digest('base64url')}"`]),
  )
}

const cacheable = async (c: Context<Env>, file: Response, etag: string | undefined): Promise<Response> => {
  const { headers } = file
  headers.set('cache-control', isAsset(c.req.path) ? forAYear : 'no-cache')
  // Also on what is sent as it is, or a cache would hand that on to who can take less.
  headers.set('vary', 'Accept-Encoding')
  if (etag === undefined) return file
  headers.set('etag', etag)
  if (!c.req.header('if-none-match')?.includes(etag)) return file
  await file.body?.cancel()
  headers.delete('content-length')
  return new Response(null, { status: 304, headers })
}

// The name of an asset has a hash of its content in it.
const isAsset = (path: string) => path.startsWith('/assets/')
const forAYear = 'public, max-age=31536000, immutable'

const firstSegment = (path: string) => path.split('/')[1] ?? ''
const apiSegments = new Set(
  Object.values<Endpoint>(api).flatMap(({ path, aliases = [] }) => [path, ...aliases].map(firstSegment)),
)
const besides = new Set(['/openapi.json', docsPath, authenticatePath, ...probePaths].map(firstSegment))

/** A mistyped path of the API answers 404, never the console's page; here also one that is spelled with escapes. */
const belongsToService = (path: string) => [apiSegments, besides].some((known) => known.has(firstSegment(path)))
