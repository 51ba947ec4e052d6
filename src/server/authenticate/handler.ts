import * as z from 'zod/mini'

import { scopeLengthMax, secretShape } from '#contract/api-key.ts'
import { text } from '#contract/field.ts'
import { retryInfo } from '#contract/status.ts'
import type { LastSeen } from './usage-tracker.ts'
import { Exchange, type Log } from '../verb.ts'
import { StatusError, statusResponse, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import type { CheckResult, Metrics } from '../http/metrics.ts'
import { requestIdOf } from '../http/request-id.ts'
import { isSuspended } from '../service-accounts/verbs.ts'
import type { PresentedKeyRow } from '../store/rows.ts'
import { violationsOf } from '../messages/violations.ts'
import { checkLimit } from './check-limit.ts'
import type { RecentKeys } from './key-cache.ts'

/** Where a proxy asks whether a request may pass. It is no method of the API: the cloud has nothing like it. */
export const authenticatePath = '/authenticate'

interface Deps {
  readonly keys: RecentKeys
  readonly lastSeen: LastSeen
  readonly metrics: Metrics
  readonly log: Log
  readonly now: () => Date
  readonly monotonic: () => number
}

type Verdict =
  | { readonly result: 'passed'; readonly key: PresentedKeyRow }
  | { readonly result: Exclude<CheckResult, 'passed'>; readonly error: unknown }

/**
 * The check of an API key that a proxy makes before it lets a request through: is the key alive, and has it each scope
 * that is asked for? Any verb will do, for some proxies ask with the one of the request that they check.
 *
 * It is asked for more often than all else together, so it goes the shortest way: no router, no page's headers.
 */
export const authenticator = (deps: Deps) => {
  const check = checker(deps)
  const { metrics, log } = deps
  return (request: Request, exchange: Partial<Exchange> = new Exchange()): Response | Promise<Response> => {
    const started = performance.now()
    const requestId = requestIdOf(request.headers)
    exchange.requestId = requestId
    const answer = (verdict: Verdict): Response => {
      metrics.check(verdict.result)
      const response =
        verdict.result === 'passed'
          ? passed(verdict.key, requestId)
          : statusResponse(verdict.error, { requestId, log, path: authenticatePath }, scheme)
      metrics.request('authenticate', response.status, performance.now() - started)
      return response
    }
    // At once when the key is known: with so many checks, each turn of waiting counts.
    const verdict = check(request, exchange)
    return verdict instanceof Promise ? verdict.then(answer) : answer(verdict)
  }
}

const scheme = 'Api-Key'

const passed = ({ id, serviceAccountId, folderId, scopes }: PresentedKeyRow, requestId: string): Response =>
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

const checker = ({ keys, lastSeen, now, monotonic }: Deps) => {
  const limit = checkLimit()
  return (request: Request, exchange: Partial<Exchange>): Verdict | Promise<Verdict> => {
    const presented = presentedIn(request.headers.get('authorization') ?? '')
    if (presented === undefined || !isSecret(presented)) return { result: 'malformed', error: malformed(presented) }
    const secretHash = sha256(presented)
    const address = exchange.address ?? ''
    const asked = now()
    const wait = limit.wait(address, secretHash, monotonic())
    if (wait > 0) return { result: 'limited', error: limited(wait) }

    const judge = (key: PresentedKeyRow | undefined, at: Date): Verdict => {
      const problem = problemOf(key, at)
      if (key === undefined || problem !== undefined) {
        limit.failed(address, secretHash, monotonic())
        return { result: problem ?? 'unknown', error: refused(problem ?? 'unknown', presented, secretHash) }
      }
      limit.passed(secretHash, monotonic())
      lastSeen.key(key, at)
      exchange.subject = { type: 'serviceAccount', id: key.serviceAccountId }
      exchange.apiKeyId = key.id
      try {
        const missing = scopesAskedBy(request.url).filter((scope) => !key.scopes.includes(scope))
        return missing.length === 0 ? { result: 'passed', key } : { result: 'scope', error: lacks(key, missing) }
      } catch (error) {
        return { result: 'error', error }
      }
    }
    // Whatever becomes of the key, the work is the same: one hash, and at most one look at an index.
    const found = keys.find(secretHash)
    if (!(found instanceof Promise)) return judge(found, asked)
    return found.then(
      (key) => judge(key, now()),
      (error: unknown) => ({ result: 'error', error }),
    )
  }
}

const presentedIn = (authorization: string): string | undefined => /^Api-Key +(\S+)$/i.exec(authorization)?.[1]

const wholeSecret = new RegExp(`^${secretShape().source}$`)
const isSecret = (presented: string): boolean => wholeSecret.test(presented)

type Problem = 'unknown' | 'expired' | 'suspended'

const problemOf = (key: PresentedKeyRow | undefined, now: Date): Problem | undefined => {
  if (key === undefined) return 'unknown'
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now.getTime()) return 'expired'
  const account = { status: key.accountStatus, expiresAt: key.accountExpiresAt }
  return isSuspended(account, now) ? 'suspended' : undefined
}

// Only who holds the secret can get the latter two, and needs them to know what to do.
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

const lacks = ({ id }: PresentedKeyRow, missing: readonly string[]): StatusError =>
  new StatusError('PERMISSION_DENIED', `Permission denied: api key ${id} lacks scope ${missing.join(', ')}`)

const query = z.strictObject({ scope: z._default(z.array(text(scopeLengthMax, 1)), []) })

/** @throws StatusError for what would check nothing: another parameter, or a scope without a name */
const scopesAskedBy = (url: string): readonly string[] => {
  if (!url.includes('?')) return []
  const given = new Map<string, string[]>()
  for (const [name, value] of new URL(url).searchParams) {
    const values = given.get(name)
    if (values) values.push(value)
    else given.set(name, [value])
  }
  const asked = query.safeParse(Object.fromEntries(given), { reportInput: true })
  if (asked.success) return asked.data.scope
  throw validationFailed(violationsOf(asked.error))
}
