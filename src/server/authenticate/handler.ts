import * as z from 'zod/mini'

import { scopeLengthMax, secretShape } from '#contract/api-key.ts'
import { text } from '#contract/field.ts'
import { retryInfo } from '#contract/status.ts'
import type { Exchange } from '../http/exchange.ts'
import { requestIdOf } from '../http/request-id.ts'
import { statusResponse } from '../http/status-response.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { violationsOf } from '../messages/violations.ts'
import type { CheckResult, Log, Metrics } from '../observe.ts'
import { sha256 } from '../secrets/hash.ts'
import { isSuspended } from '../service-accounts/service-account.ts'
import type { ApiKeyWithAccount } from '../store/rows.ts'
import type { UsageTracker } from '../usage/usage-tracker.ts'
import { checkLimit } from './check-limit.ts'
import type { KeyCache } from './key-cache.ts'

/** Where a proxy asks whether a request may pass. It is no method of the API: the cloud has nothing like it. */
export const authenticatePath = '/authenticate'

interface Deps {
  readonly keys: KeyCache
  readonly usage: UsageTracker
  readonly metrics: Metrics
  readonly log: Log
  readonly now: () => Date
  readonly monotonic: () => number
}

type Verdict =
  | { readonly result: 'passed'; readonly key: ApiKeyWithAccount }
  | { readonly result: Exclude<CheckResult, 'passed'>; readonly error: unknown }

/**
 * The check of an API key that a proxy makes before it lets a request through: is the key alive, and does it have each
 * required scope? It answers every HTTP method, because some proxies ask with the one of the request that they check.
 * It is the hot path, so it bypasses the router and sends no headers meant for pages.
 */
export const authenticateHandler = (deps: Deps) => {
  const check = checker(deps)
  const { metrics, log } = deps
  return async (request: Request, exchange: Exchange): Promise<Response> => {
    const started = performance.now()
    const requestId = requestIdOf(request.headers)
    exchange.requestId = requestId
    const verdict = await check(request, exchange)
    metrics.check(verdict.result)
    const response =
      verdict.result === 'passed'
        ? passed(verdict.key, requestId)
        : statusResponse(verdict.error, { requestId, log, path: authenticatePath }, scheme)
    metrics.request('authenticate', response.status, performance.now() - started)
    return response
  }
}

const scheme = 'Api-Key'

const passed = ({ id, serviceAccountId, folderId, scopes }: ApiKeyWithAccount, requestId: string): Response =>
  new Response(null, {
    status: 200,
    headers: {
      'x-service-account-id': serviceAccountId,
      'x-api-key-id': id,
      'x-folder-id': folderId,
      'x-scopes': scopes.join(' '),
      'x-request-id': requestId,
      'cache-control': 'no-store',
    },
  })

const checker = ({ keys, usage, now, monotonic }: Deps) => {
  const limit = checkLimit()
  return async (request: Request, exchange: Exchange): Promise<Verdict> => {
    const presented = presentedIn(request.headers.get('authorization') ?? '')
    if (presented === undefined || !isSecret(presented)) return { result: 'malformed', error: malformed(presented) }
    const secretHash = sha256(presented)
    const wait = limit.wait(exchange.address, secretHash, monotonic())
    if (wait > 0) return { result: 'limited', error: limited(wait) }
    try {
      // The work is the same whether the key exists or not: one hash, and at most one index look-up.
      const key = await keys.find(secretHash)
      const at = now()
      const problem = problemOf(key, at)
      if (key === undefined || problem !== undefined) {
        limit.failed(exchange.address, secretHash, monotonic())
        return { result: problem ?? 'unknown', error: refused(problem ?? 'unknown', presented, secretHash) }
      }
      limit.passed(secretHash, monotonic())
      usage.recordKey(key, at)
      exchange.subject = { type: 'serviceAccount', id: key.serviceAccountId }
      exchange.apiKeyId = key.id
      const missing = requiredScopes(request.url).filter((scope) => !key.scopes.includes(scope))
      return missing.length === 0 ? { result: 'passed', key } : { result: 'scope', error: lacks(key, missing) }
    } catch (error) {
      return { result: 'error', error }
    }
  }
}

const presentedIn = (authorization: string): string | undefined => /^Api-Key +(\S+)$/i.exec(authorization)?.[1]

const wholeSecret = new RegExp(`^${secretShape().source}$`)
const isSecret = (presented: string): boolean => wholeSecret.test(presented)

type Problem = 'unknown' | 'expired' | 'suspended'

const problemOf = (key: ApiKeyWithAccount | undefined, now: Date): Problem | undefined => {
  if (key === undefined) return 'unknown'
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now.getTime()) return 'expired'
  const account = { status: key.accountStatus, expiresAt: key.accountExpiresAt }
  return isSuspended(account, now) ? 'suspended' : undefined
}

// The latter two are answered only to who holds the secret, and needs them to know what to do.
const problemWords: Readonly<Record<Problem, (key: string) => string>> = {
  unknown: (key) => `Unknown api key '${key}'`,
  expired: (key) => `Expired api key '${key}'`,
  suspended: (key) => `The service account of api key '${key}' is suspended`,
}

const refused = (problem: Problem, secret: string, secretHash: string): StatusError => {
  const fingerprint = secretHash.slice(0, 8).toUpperCase()
  const shown = `${secret.slice(0, 4)}****${secret.slice(-4)} (${fingerprint})`
  return new StatusError('UNAUTHENTICATED', problemWords[problem](shown))
}

const idShape = /^aje[0-9a-z]{17}$/

/** Nothing is repeated of what is no secret, except an id in its place: people confuse the two (API reference 1.1). */
const malformed = (presented: string | undefined): StatusError =>
  new StatusError(
    'UNAUTHENTICATED',
    presented !== undefined && idShape.test(presented)
      ? `Unknown api key '${presented}': this is its id, send its secret`
      : `No api key. Send its secret as Authorization: ${scheme} <secret>`,
  )

const limited = (milliseconds: number): StatusError =>
  new StatusError('RESOURCE_EXHAUSTED', 'Too many failed checks. Try again later.', [
    retryInfo(Math.ceil(milliseconds / 1000)),
  ])

const lacks = ({ id }: ApiKeyWithAccount, missing: readonly string[]): StatusError =>
  new StatusError('PERMISSION_DENIED', `Permission denied: api key ${id} lacks scope ${missing.join(', ')}`)

const query = z.strictObject({ scope: z._default(z.array(text(scopeLengthMax, 1)), []) })

/** @throws StatusError for what would check nothing: another parameter, or a scope without a name */
const requiredScopes = (url: string): readonly string[] => {
  if (!url.includes('?')) return []
  const given = new Map<string, string[]>()
  for (const [name, value] of new URL(url).searchParams) {
    const values = given.get(name)
    if (values) values.push(value)
    else given.set(name, [value])
  }
  const parsed = query.safeParse(Object.fromEntries(given), { reportInput: true })
  if (parsed.success) return parsed.data.scope
  throw validationFailed(violationsOf(parsed.error))
}
