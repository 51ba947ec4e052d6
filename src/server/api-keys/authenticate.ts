import type { Context, Hono } from 'hono'
import * as z from 'zod/mini'

import { scopeLengthMax, secretShape } from '#contract/api-key.ts'
import { text } from '#contract/field.ts'
import { retryInfo } from '#contract/status.ts'
import type { LastSeen } from '../access/last-seen.ts'
import type { AppEnv } from '../context.ts'
import { StatusError, validationFailed } from '../errors.ts'
import { sha256 } from '../hash.ts'
import type { CheckResult, Metrics } from '../metrics.ts'
import { isSuspended } from '../service-accounts/service.ts'
import type { PresentedKeyRow } from '../store/rows.ts'
import { violationsOf } from '../violations.ts'
import { checkLimit } from './check-limit.ts'
import type { RecentKeys } from './recent-keys.ts'

/** Where a proxy asks whether a request may pass. It is no method of the API: the cloud has nothing like it. */
export const authenticatePath = '/authenticate'

interface Deps {
  readonly keys: RecentKeys
  readonly lastSeen: LastSeen
  readonly metrics: Metrics
  readonly now: () => Date
}

type Verdict =
  | { readonly result: 'passed'; readonly key: PresentedKeyRow }
  | { readonly result: Exclude<CheckResult, 'passed'>; readonly error: StatusError }

/**
 * The check of an API key that a proxy makes before it lets a request through: is the key alive, and has it each scope
 * that is asked for? Any verb will do, for some proxies ask with the one of the request that they check.
 */
export const routeAuthentication = (app: Hono<AppEnv>, deps: Deps): void => {
  const check = checker(deps)
  app.use(authenticatePath, async (c, next) => {
    await next()
    // HTTP asks for it, and a proxy hands it on to the client.
    if (c.res.status === 401) c.res.headers.set('www-authenticate', scheme)
  })
  app.all(authenticatePath, async (c) => {
    c.set('method', 'authenticate')
    const verdict = await check(c).catch((error: unknown) => {
      deps.metrics.check('error')
      throw error
    })
    deps.metrics.check(verdict.result)
    if (verdict.result !== 'passed') throw verdict.error
    const { id, serviceAccountId, folderId, scopes } = verdict.key
    return c.body(null, 200, {
      'x-service-account-id': serviceAccountId,
      'x-api-key-id': id,
      'x-folder-id': folderId,
      'x-scopes': scopes.join(' '),
    })
  })
}

const scheme = 'Api-Key'

const checker = ({ keys, lastSeen, now }: Deps) => {
  const limit = checkLimit()
  return async (c: Context<AppEnv>): Promise<Verdict> => {
    const presented = presentedIn(c.req.header('authorization'))
    if (presented === undefined || !isSecret(presented)) return { result: 'malformed', error: malformed(presented) }
    const secretHash = sha256(presented)
    const address = c.env?.address ?? ''
    const wait = limit.wait(address, secretHash, now())
    if (wait > 0) return { result: 'limited', error: limited(wait) }
    // Whatever becomes of the key, the work is the same: one hash, and at most one look at an index.
    const key = await keys.find(secretHash)
    const problem = problemOf(key, now())
    if (key === undefined || problem !== undefined) {
      limit.failed(address, secretHash, now())
      return { result: problem ?? 'unknown', error: refused(problem ?? 'unknown', presented, secretHash) }
    }
    limit.passed(secretHash, now())
    lastSeen.key(key, now())
    if (c.env !== undefined) {
      c.env.subject = { type: 'serviceAccount', id: key.serviceAccountId }
      c.env.apiKeyId = key.id
    }
    const missing = scopesAskedBy(c).filter((scope) => !key.scopes.includes(scope))
    return missing.length === 0 ? { result: 'passed', key } : { result: 'scope', error: lacks(key, missing) }
  }
}

const presentedIn = (authorization = ''): string | undefined => /^Api-Key +(\S+)$/i.exec(authorization)?.[1]

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
const scopesAskedBy = (c: Context<AppEnv>): readonly string[] => {
  const asked = query.safeParse(c.req.queries(), { reportInput: true })
  if (asked.success) return asked.data.scope
  throw validationFailed(violationsOf(asked.error))
}
