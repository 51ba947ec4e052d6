import * as z from 'zod/mini'

import { scopeLengthMax } from '#contract/api-key.ts'
import { text } from '#contract/field.ts'
import type { Exchange } from '../http/exchange.ts'
import { requestIdFor } from '../http/request-id.ts'
import { statusResponse } from '../http/status-response.ts'
import type { AttemptLimiter } from '../limits/attempt-limiter.ts'
import { credentialOf, isSecret, mistakeIn } from '../messages/authorization.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { violationsOf } from '../messages/violations.ts'
import type { CheckResult, Log, Metrics } from '../observe.ts'
import { sha256 } from '../secrets/hash.ts'
import { isSuspended } from '../service-accounts/service-account.ts'
import type { ApiKeyWithAccount } from '../store/rows.ts'
import type { UsageTracker } from '../usage/usage-tracker.ts'
import type { KeyCache } from './key-cache.ts'

/** The forward-auth endpoint for proxies. Not a method of the API: the cloud has no equivalent. */
export const authenticatePath = '/authenticate'

/** True also below it: Envoy, Istio and Envoy Gateway append the path of the request that they check. */
export const isAuthenticatePath = (path: string): boolean =>
  path.startsWith(authenticatePath) &&
  (path.length === authenticatePath.length || path[authenticatePath.length] === '/')

/** Names required scopes where a proxy cannot put them into the query. A client that sends it can only ask for more. */
const scopeHeader = 'x-required-scope'

interface Deps {
  readonly keys: KeyCache
  readonly usage: UsageTracker
  readonly metrics: Metrics
  readonly log: Log
  readonly limiter: AttemptLimiter
  readonly now: () => Date
}

type Verdict =
  | { readonly result: 'passed'; readonly key: ApiKeyWithAccount }
  | { readonly result: Exclude<CheckResult, 'passed'>; readonly error: unknown }

/**
 * Checks for a proxy that an API key is valid and has every required scope. Accepts any HTTP method, because some
 * proxies forward the one of the original request. This is the hot path, so it bypasses the router.
 */
export const authenticateHandler = (deps: Deps) => {
  const check = checker(deps)
  const { metrics, log } = deps
  return async (request: Request, exchange: Exchange): Promise<Response> => {
    const started = performance.now()
    const requestId = requestIdFor(request.headers)
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

const checker = ({ keys, usage, limiter, now }: Deps) => {
  const lookUp = async (secret: string, secretHash: string): Promise<ApiKeyWithAccount> => {
    // Constant work whether or not the key exists: one hash and at most one index lookup.
    const key = await keys.find(secretHash)
    const problem = problemOf(key, now())
    if (key === undefined || problem !== undefined) throw new InvalidKeyError(problem ?? 'unknown', secret, secretHash)
    return key
  }
  return async (request: Request, exchange: Exchange): Promise<Verdict> => {
    const authorization = request.headers.get('authorization') ?? ''
    const secret = credentialOf(authorization, scheme)
    if (secret === undefined || !isSecret(secret)) return { result: 'malformed', error: malformedKey(authorization) }
    const secretHash = sha256(secret)
    try {
      const key = await limiter.attempt(exchange.address, secretHash, () => lookUp(secret, secretHash))
      usage.recordKey(key, now())
      exchange.subject = { type: 'serviceAccount', id: key.serviceAccountId }
      exchange.apiKeyId = key.id
      const missing = requiredScopes(request).filter((scope) => !key.scopes.includes(scope))
      return missing.length === 0 ? { result: 'passed', key } : { result: 'scope', error: missingScopes(key, missing) }
    } catch (error) {
      return { result: resultOf(error), error }
    }
  }
}

const resultOf = (error: unknown): Exclude<CheckResult, 'passed'> => {
  if (error instanceof InvalidKeyError) return error.problem
  return error instanceof StatusError && error.code === 'RESOURCE_EXHAUSTED' ? 'limited' : 'error'
}

type Problem = 'unknown' | 'expired' | 'suspended'

const problemOf = (key: ApiKeyWithAccount | undefined, now: Date): Problem | undefined => {
  if (key === undefined) return 'unknown'
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now.getTime()) return 'expired'
  const account = { status: key.accountStatus, expiresAt: key.accountExpiresAt }
  return isSuspended(account, now) ? 'suspended' : undefined
}

// 'expired' and 'suspended' reveal nothing to a guesser: only the holder of the secret can get them.
const problemMessages: Readonly<Record<Problem, (key: string) => string>> = {
  unknown: (key) => `Unknown api key '${key}'`,
  expired: (key) => `Expired api key '${key}'`,
  suspended: (key) => `The service account of api key '${key}' is suspended`,
}

class InvalidKeyError extends StatusError {
  readonly problem: Problem

  constructor(problem: Problem, secret: string, secretHash: string) {
    const fingerprint = secretHash.slice(0, 8).toUpperCase()
    const shown = `${secret.slice(0, 4)}****${secret.slice(-4)} (${fingerprint})`
    super('UNAUTHENTICATED', problemMessages[problem](shown))
    this.problem = problem
  }
}

const idShape = /^aje[0-9a-z]{17}$/

/** Does not echo the input, except for a key id: people confuse ids and secrets (API reference 1.1). */
const malformedKey = (authorization: string): StatusError => {
  const value = credentialOf(authorization, scheme)
  if (value !== undefined && idShape.test(value)) {
    return new StatusError('UNAUTHENTICATED', `Unknown api key '${value}': this is its ID. Send its secret instead`)
  }
  const fallback = `No api key. Send its secret as Authorization: ${scheme} <secret>`
  return new StatusError('UNAUTHENTICATED', mistakeIn(authorization, scheme) ?? fallback)
}

const missingScopes = ({ id }: ApiKeyWithAccount, missing: readonly string[]): StatusError =>
  new StatusError('PERMISSION_DENIED', `Permission denied: api key ${id} lacks scope ${missing.join(', ')}`)

const scopes = z._default(z.array(text(scopeLengthMax, 1)), [])
const query = z.strictObject({ scope: scopes })
const headers = z.object({ [scopeHeader]: scopes })

/**
 * The union of the scopes in the query and in the header, each of which separates several by commas.
 * @throws StatusError for a request that would check less than intended: unknown parameters, or an empty scope
 */
const requiredScopes = ({ url, headers: sent }: Request): readonly string[] => {
  const header = sent.get(scopeHeader)
  const named = header === null ? [] : parsed(headers, { [scopeHeader]: split(header) })[scopeHeader]
  if (!url.includes('?')) return named ?? []
  const { pathname, searchParams } = new URL(url)
  // Below the path, the query is the one of the request that is checked.
  if (pathname !== authenticatePath) return named ?? []
  const given = new Map<string, string[]>()
  for (const [name, value] of searchParams) given.set(name, [...(given.get(name) ?? []), ...split(value)])
  return [...new Set([...parsed(query, Object.fromEntries(given)).scope, ...(named ?? [])])]
}

const split = (list: string): string[] => list.split(',').map((scope) => scope.trim())

const parsed = <S extends z.core.$ZodType>(schema: S, value: unknown): z.output<S> => {
  const result = z.safeParse(schema, value, { reportInput: true })
  if (result.success) return result.data
  throw validationFailed(violationsOf(result.error))
}
