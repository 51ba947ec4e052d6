import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import type { SecureHeadersVariables } from 'hono/secure-headers'

import { api } from '#contract/api.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { authenticatePath, isAuthenticatePath } from '../authenticate/handler.ts'
import type { Exchange, Fetch } from '../http/exchange.ts'
import { docsPath } from '../http/docs/routes.ts'
import { probePaths } from '../http/probes.ts'
import { securityHeaders, withHsts } from './security-headers.ts'

interface Env {
  Bindings: Exchange
  Variables: SecureHeadersVariables & {
    /** Path of the served file, which may be a precompressed variant. */
    file?: string
  }
}

/** What the console reads from index.html, besides the nonce: see `console/served.ts`. */
export interface PageSettings {
  /** Where the origin has the console: '' at its root, otherwise such as `/keyrack`. */
  readonly basePath?: string
  /** The cloud that answers, '' for the service itself. */
  readonly upstream?: string
}

/**
 * Serves the built console and the service from one origin.
 *
 * @param root the folder of the built console
 * @param service handles all requests that are not for the console
 * @throws Error if `root` has no valid index.html
 */
export const withConsole = (
  root: string,
  service: Fetch,
  { basePath = '', upstream = '' }: PageSettings = {},
): Fetch => {
  const html = readFileSync(join(root, 'index.html'), 'utf8').replaceAll(
    / (?:href|src)="(?=\/)/g,
    (start) => start + basePath,
  )
  const attribute = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const settled = cutAt(html, 'base-path', '/').join(`${basePath}/`)
  const [head, tail] = cutAt(cutAt(settled, 'upstream', '').join(attribute(upstream)), 'csp-nonce', '')

  const page = (c: Context<Env>) => {
    c.header('cache-control', 'no-cache')
    return c.html(`${head}${c.get('secureHeadersNonce') ?? ''}${tail}`)
  }

  const etags = etagsOf(root)
  const files = serveStatic<Env>({ root, precompressed: true, onFound: (path, c) => c.set('file', path) })
  const app = new Hono<Env>()
  app.use(securityHeaders)
  // The page: files are compressed already, and what the service answers here is not asked for by pages.
  app.use(compress({ contentTypeFilter: /^text\/html/ }))
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
  // Reads only: no response to a GET has a secret, whose length a compressed size could tell.
  const reads = new Hono<Env>()
  reads.use(compress())
  reads.all('*', (c) => service(c.req.raw, c.env))
  // The API and key checks set their own headers, so they bypass the pages' middleware.
  return (request, exchange) => {
    const path = new URL(request.url).pathname
    if (isAuthenticatePath(path)) return service(request, exchange)
    if (!apiSegments.has(firstSegment(path))) return withHsts(request, app.fetch(request, exchange))
    const mayCompress = request.method === 'GET' && request.headers.has('accept-encoding')
    return withHsts(request, mayCompress ? reads.fetch(request, exchange) : service(request, exchange))
  }
}

/** ETags of all files and their compressed variants, computed once. Pages have none, because their nonce differs. */
const etagsOf = (root: string): ReadonlyMap<string, string> => {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name))
  return new Map(
    paths.map((path) => [path, `"${createHash('sha256').update(readFileSync(path)).digest('base64url')}"`]),
  )
}

const cacheable = async (c: Context<Env>, file: Response, etag: string | undefined): Promise<Response> => {
  const { headers } = file
  headers.set('cache-control', isAsset(c.req.path) ? oneYear : 'no-cache')
  // Also without compression: a cache must not reuse the response for a client with other encodings.
  headers.set('vary', 'Accept-Encoding')
  if (etag === undefined) return file
  headers.set('etag', etag)
  if (!c.req.header('if-none-match')?.includes(etag)) return file
  await file.body?.cancel()
  headers.delete('content-length')
  return new Response(null, { status: 304, headers })
}

// Asset names contain a hash of their content.
const isAsset = (path: string) => path.startsWith('/assets/')
const oneYear = 'public, max-age=31536000, immutable'

const firstSegment = (path: string) => path.split('/')[1] ?? ''
const apiSegments = new Set(
  Object.values<Endpoint>(api).flatMap(({ path, aliases = [] }) => [path, ...aliases].map(firstSegment)),
)
const otherSegments = new Set(['/openapi.json', docsPath, authenticatePath, ...probePaths].map(firstSegment))

/** Compares first segments, so that a mistyped API path gets 404 and not a page. Hono has decoded escapes. */
const belongsToService = (path: string) =>
  [apiSegments, otherSegments].some((segments) => segments.has(firstSegment(path)))

/** The page before and after the value that the console reads from `<meta name>`. */
const cutAt = (html: string, name: string, placeholder: string): readonly [string, string] => {
  const start = `<meta name="${name}" content="`
  const [head, tail, ...more] = html.split(`${start}${placeholder}"`)
  if (tail === undefined || more.length > 0) {
    throw new Error(`index.html must have <meta name="${name}" content="${placeholder}"> once`)
  }
  return [`${head}${start}`, `"${tail}`]
}
