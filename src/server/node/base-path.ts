import type { Fetch } from '../http/exchange.ts'
import { probePaths } from '../http/probes.ts'
import { requestIdFor } from '../http/request-id.ts'
import { statusResponse } from '../http/status-response.ts'
import { StatusError } from '../messages/status-error.ts'
import { quietLog } from '../observe.ts'
import { quoted } from '../secrets/secret.ts'
import { withHsts } from './security-headers.ts'

const probes = new Set<string>(probePaths)

/** The path and query of a request as they were sent, dot segments included, also where they follow a scheme and a host. */
export const sentPath = (target: string): string =>
  target.startsWith('/') ? target : target.replace(/^https?:\/+[^/?]*/, '')

/**
 * The target of a request below `basePath` as it would be at the root of the origin. Undefined for one outside.
 * Compares what was sent, because a resolved `/keyrack/authenticate/../../healthz` would not be a check any more.
 *
 * @param target as in the first line of the request, perhaps with a scheme and a host
 * @param basePath such as `/keyrack`
 */
export const belowBasePath = (target: string, basePath: string): string | undefined => {
  const path = sentPath(target)
  const start = target.length - path.length
  // Probes stay at the root, where those who run the process expect them.
  if (probes.has(path.split('?')[0] ?? '')) return target
  if (!path.startsWith(basePath)) return undefined
  const rest = path.slice(basePath.length)
  if (rest.startsWith('/')) return target.slice(0, start) + rest
  return rest === '' || rest.startsWith('?') ? `${target.slice(0, start)}/${rest}` : undefined
}

/** Answers what is not below `basePath`: leads from the root to the console, and has nothing else. */
export const outsideBasePath =
  (basePath: string): Fetch =>
  (request, exchange) => {
    const { pathname } = new URL(request.url)
    const requestId = requestIdFor(request.headers)
    if (exchange !== undefined) exchange.requestId = requestId
    if (pathname === '/' && ['GET', 'HEAD'].includes(request.method)) {
      const headers = { location: `${basePath}/`, 'cache-control': 'no-store', 'x-request-id': requestId }
      return withHsts(request, new Response(null, { status: 302, headers }))
    }
    const error = new StatusError('NOT_FOUND', `Nothing is at ${quoted(pathname)}: Keyrack is below ${basePath}/`)
    return withHsts(request, statusResponse(error, { requestId, log: quietLog, path: pathname }))
  }
