import { type Actor, administrator } from '../access/actor.ts'
import type { Limits } from '../limits/limits.ts'
import { credentialOf, mistakeIn } from '../messages/authorization.ts'
import { StatusError } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import { isSuspended } from '../service-accounts/service-account.ts'
import type { Store } from '../store/store.ts'
import type { UsageTracker } from '../usage/usage-tracker.ts'
import { isAdministratorToken } from './administrator.ts'
import { currentSession } from './session.ts'

/** The authenticated actor and when its credential expires. */
export interface SignedIn {
  readonly actor: Actor
  /** RFC 3339 in UTC. */
  readonly expiresAt: string
}

export interface CredentialDeps {
  readonly store: Store
  readonly usage: UsageTracker
  readonly limits: Limits
  /** Deletes what is over. Call it before inserting a session or a token. */
  readonly sweep: () => Promise<void>
  readonly now: () => Date
}

/** A caller's credentials: a program sends a token, a browser has a session. */
export interface Credentials {
  /** The raw `Authorization` header or metadata. */
  readonly authorization: string | undefined
  /** The id of the browser's session, null without one. Read only without `authorization`. */
  readonly sessionId: () => Promise<string | null>
  /** The peer's network address. Failed tokens are limited by it. */
  readonly address: string
}

// The administrator's token does not expire, so report the latest timestamp the API allows.
const administratorForever: SignedIn = { actor: administrator, expiresAt: '2105-12-31T23:59:59Z' }

/** The same words whatever is wrong, so that nobody learns which tokens exist. */
export const invalidToken = () => new StatusError('UNAUTHENTICATED', 'Token is invalid or has expired.')

/**
 * Authenticates the caller by its token or its session.
 * @throws StatusError UNAUTHENTICATED, or RESOURCE_EXHAUSTED after too many wrong tokens
 */
export const authenticateCaller = async (
  { authorization, sessionId, address }: Credentials,
  deps: CredentialDeps,
): Promise<SignedIn> => {
  if (authorization === undefined) return holderOfSession(deps, await sessionId())
  const mistake = mistakeIn(authorization, 'Bearer')
  if (mistake !== undefined) throw new StatusError('UNAUTHENTICATED', mistake)
  const token = credentialOf(authorization, 'Bearer')
  if (token === undefined) throw invalidToken()
  const tokenHash = sha256(token)
  return deps.limits.bearer.attempt(address, tokenHash, () => holderOfToken(deps, tokenHash))
}

const holderOfSession = async (deps: CredentialDeps, id: string | null): Promise<SignedIn> => {
  const session = id === null ? undefined : await currentSession(deps.store, id, deps.now())
  if (session === undefined) throw invalidToken()
  const { subjectId, tokenHash, expiresAt } = session
  // Looked up on every request: a session ends with its token and with its account.
  const { actor } = tokenHash === null ? administratorForever : await holderOfToken(deps, tokenHash)
  if (actor.id !== subjectId) throw invalidToken()
  return { actor, expiresAt }
}

/**
 * The holder of the administrator's token or of an IAM token.
 *
 * @param tokenHash SHA-256 of the token
 * @throws StatusError UNAUTHENTICATED
 */
export const holderOfToken = async (deps: CredentialDeps, tokenHash: string): Promise<SignedIn> => {
  const { store, usage, now } = deps
  if (await isAdministratorToken(store, tokenHash)) return administratorForever
  const token = await store.iamTokens.get(tokenHash)
  if (token === undefined || Date.parse(token.expiresAt) <= now().getTime()) throw invalidToken()
  const { serviceAccountId, administratorTokenHash, expiresAt } = token
  if (administratorTokenHash !== null && (await isAdministratorToken(store, administratorTokenHash))) {
    return { actor: administrator, expiresAt }
  }
  const account = serviceAccountId === null ? undefined : await store.serviceAccounts.get(serviceAccountId)
  if (account === undefined || isSuspended(account, now())) throw invalidToken()
  usage.recordAccount(account, now())
  const { id, name, folderId, cloudId } = account
  return { actor: { type: 'serviceAccount', id, name, folderId, cloudId }, expiresAt }
}
