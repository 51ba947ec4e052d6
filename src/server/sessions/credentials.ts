import { type Actor, administrator } from '../access/actor.ts'
import { holderOfIamToken } from '../iam-tokens/holder.ts'
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
  readonly now: () => Date
}

/** A caller's credentials: a program sends a token, a browser has a session. */
export interface Credentials {
  /** The raw `Authorization` header or metadata. */
  readonly authorization: string | undefined
  /** The browser's session. Read only without `authorization`. */
  readonly session: () => Promise<SessionClaims | null>
}

// The administrator's token does not expire, so report the latest timestamp the API allows.
const administratorForever: SignedIn = { actor: administrator, expiresAt: '2105-12-31T23:59:59Z' }

export const invalidToken = () => new StatusError('UNAUTHENTICATED', 'Token is invalid or has expired.')

/** Authenticates the caller by its token or its session. @throws StatusError UNAUTHENTICATED */
export const authenticateCaller = async (
  { authorization, session }: Credentials,
  deps: CredentialDeps,
): Promise<SignedIn> => {
  const holder =
    authorization === undefined
      ? await holderOfSession(deps, await session())
      : await holderOfHeader(deps, authorization)
  if (holder === undefined) throw invalidToken()
  return holder
}

const holderOfHeader = async (deps: CredentialDeps, authorization: string): Promise<SignedIn | undefined> => {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  return token === undefined ? undefined : holderOfToken(deps, token)
}

const holderOfSession = async (deps: CredentialDeps, session: SessionClaims | null): Promise<SignedIn | undefined> => {
  if (session === null || Date.parse(session.expiresAt) <= deps.now().getTime()) return undefined
  const { subjectId, tokenHash, expiresAt } = session
  if (subjectId === administrator.id) return { actor: administrator, expiresAt }
  // Looked up on every request: a session ends with its token and with its account.
  const holder = tokenHash === undefined ? undefined : await accountHolder(deps, tokenHash)
  return holder?.actor.id === subjectId ? { actor: holder.actor, expiresAt } : undefined
}

/** The holder of an administrator's token or an IAM token; undefined if it is invalid. */
export const holderOfToken = async (deps: CredentialDeps, token: string): Promise<SignedIn | undefined> =>
  (await isAdministratorToken(deps.store, token)) ? administratorForever : accountHolder(deps, sha256(token))

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
