import { type Actor, administrator } from '../access/actor.ts'
import { holderOfIamToken } from '../iam-tokens/holder.ts'
import type { Limits } from '../limits/limits.ts'
import { StatusError } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import type { Store } from '../store/store.ts'
import type { UsageTracker } from '../usage/usage-tracker.ts'
import { isAdministratorToken } from './administrator.ts'
import type { SessionClaims } from './session.ts'

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
  readonly now: () => Date
}

/** A caller's credentials: a program sends a token, a browser has a session. */
export interface Credentials {
  /** The raw `Authorization` header or metadata. */
  readonly authorization: string | undefined
  /** The browser's session. Read only without `authorization`. */
  readonly session: () => Promise<SessionClaims | null>
  /** The peer's network address. Failed tokens are limited by it. */
  readonly address: string
}

// The administrator's token does not expire, so report the latest timestamp the API allows.
const administratorForever: SignedIn = { actor: administrator, expiresAt: '2105-12-31T23:59:59Z' }

const invalidToken = () => new StatusError('UNAUTHENTICATED', 'Token is invalid or has expired.')

/**
 * Authenticates the caller by its token or its session.
 * @throws StatusError UNAUTHENTICATED, or RESOURCE_EXHAUSTED after too many wrong tokens
 */
export const authenticateCaller = async (
  { authorization, session, address }: Credentials,
  deps: CredentialDeps,
): Promise<SignedIn> => {
  if (authorization === undefined) return holderOfSession(deps, await session())
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (token === undefined) throw invalidToken()
  return deps.limits.bearer.attempt(address, sha256(token), () => holderOfToken(deps, token))
}

const holderOfSession = async (deps: CredentialDeps, session: SessionClaims | null): Promise<SignedIn> => {
  if (session === null || Date.parse(session.expiresAt) <= deps.now().getTime()) throw invalidToken()
  const { subjectId, tokenHash, expiresAt } = session
  if (subjectId === administrator.id) return { actor: administrator, expiresAt }
  // Looked up on every request: a session ends with its token and with its account.
  const holder = tokenHash === undefined ? undefined : await accountHolder(deps, tokenHash)
  if (holder?.actor.id !== subjectId) throw invalidToken()
  return { actor: holder.actor, expiresAt }
}

/** The holder of an administrator's token or an IAM token. @throws StatusError UNAUTHENTICATED */
export const holderOfToken = async (deps: CredentialDeps, token: string): Promise<SignedIn> => {
  if (await isAdministratorToken(deps.store, token)) return administratorForever
  const holder = await accountHolder(deps, sha256(token))
  if (holder === undefined) throw invalidToken()
  return holder
}

const accountHolder = async (
  { store, usage, now }: CredentialDeps,
  tokenHash: string,
): Promise<SignedIn | undefined> => {
  const holder = await holderOfIamToken(store, tokenHash, now())
  if (holder === undefined) return undefined
  const { id, name, folderId, cloudId } = holder.account
  usage.recordAccount(holder.account, now())
  return { actor: { type: 'serviceAccount', id, name, folderId, cloudId }, expiresAt: holder.expiresAt }
}
