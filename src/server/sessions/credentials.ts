import { type Actor, administrator } from '../access/actor.ts'
import { holderOf } from '../iam-tokens/holder.ts'
import { StatusError } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import type { Store } from '../store/store.ts'
import type { UsageTracker } from '../usage/usage-tracker.ts'
import { isAdministratorToken } from './administrator.ts'
import type { CarriedSession } from './session.ts'

/** Who is signed in, and until when: RFC 3339 in UTC. */
export interface SignedIn {
  readonly actor: Actor
  readonly expiresAt: string
}

export interface CredentialDeps {
  readonly store: Store
  readonly usage: UsageTracker
  readonly now: () => Date
}

/** What a caller shows of itself: a program its token, a browser its session. */
export interface Credentials {
  /** The `Authorization` header or metadata, as it was sent. */
  readonly authorization: string | undefined
  /** The session of a browser, read only without `authorization`. */
  readonly session: () => Promise<CarriedSession | null>
}

// The administrator's token itself does not expire; a program that asks gets the last moment the API knows.
const endless: SignedIn = { actor: administrator, expiresAt: '2105-12-31T23:59:59Z' }

export const invalidToken = () => new StatusError('UNAUTHENTICATED', 'Token is invalid or has expired.')

/** Who makes the request. @throws StatusError UNAUTHENTICATED */
export const signedIn = async ({ authorization, session }: Credentials, deps: CredentialDeps): Promise<SignedIn> => {
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

const holderOfSession = async (deps: CredentialDeps, session: CarriedSession | null): Promise<SignedIn | undefined> => {
  if (session === null || Date.parse(session.expiresAt) <= deps.now().getTime()) return undefined
  const { subjectId, tokenHash, expiresAt } = session
  if (subjectId === administrator.id) return { actor: administrator, expiresAt }
  // Looked up each time: a session ends with its token, and with the account.
  const holder = tokenHash === undefined ? undefined : await accountOf(deps, tokenHash)
  return holder?.actor.id === subjectId ? { actor: holder.actor, expiresAt } : undefined
}

/** Whose token it is: the administrator's, or an IAM token. */
export const holderOfToken = async (deps: CredentialDeps, token: string): Promise<SignedIn | undefined> =>
  (await isAdministratorToken(deps.store, token)) ? endless : accountOf(deps, sha256(token))

const accountOf = async ({ store, usage, now }: CredentialDeps, tokenHash: string): Promise<SignedIn | undefined> => {
  const holder = await holderOf(store, tokenHash, now())
  if (holder === undefined) return undefined
  const { id, name, folderId, cloudId } = holder.account
  usage.account(holder.account, now())
  return { actor: { type: 'serviceAccount', id, name, folderId, cloudId }, expiresAt: holder.expiresAt }
}
