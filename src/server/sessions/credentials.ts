import type { Context } from 'hono'

import type { AppEnv, Exchange } from '../verb.ts'
import { StatusError } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import type { Store } from '../store/store.ts'
import { type Actor, administrator } from '../access/actor.ts'
import { isAdministratorToken } from './administrator.ts'
import type { LastSeen } from '../authenticate/usage-tracker.ts'
import { holderOf } from '../iam-tokens/verbs.ts'
import type { SessionCarrier } from '../http/session-carrier.ts'

/** Who is signed in, and until when: RFC 3339 in UTC. */
export interface SignedIn {
  readonly actor: Actor
  readonly expiresAt: string
}

export interface SignInDeps {
  readonly store: Store
  readonly sessions: SessionCarrier
  readonly lastSeen: LastSeen
}

// The administrator's token itself does not expire; a program that asks gets the last moment the API knows.
const endless: SignedIn = { actor: administrator, expiresAt: '2105-12-31T23:59:59Z' }

export const invalidToken = () => new StatusError('UNAUTHENTICATED', 'Token is invalid or has expired.')

/** Who makes the request: by `Authorization: Bearer` for programs, by the session for the console.
 * @throws StatusError UNAUTHENTICATED */
export const signedIn = async (c: Context<AppEnv>, deps: SignInDeps, now: Date): Promise<SignedIn> => {
  const who = await whoAsks(c, deps, now)
  tellSubject(c, who.actor)
  return who
}

/** Says who makes the request, where somebody listens. */
export const tellSubject = ({ env }: { readonly env?: Partial<Exchange> }, { type, id }: Actor): void => {
  if (env !== undefined) env.subject = { type, id }
}

const whoAsks = async (c: Context<AppEnv>, deps: SignInDeps, now: Date): Promise<SignedIn> => {
  const authorization = c.req.header('authorization')
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    const holder = token === undefined ? undefined : await holderOfToken(deps, token, now)
    if (holder === undefined) throw invalidToken()
    return holder
  }
  const session = await deps.sessions.read(c)
  if (session === null || Date.parse(session.expiresAt) <= now.getTime()) throw invalidToken()
  const { subjectId, tokenHash, expiresAt } = session
  if (subjectId === administrator.id) return { actor: administrator, expiresAt }
  // Looked up each time: a session ends with its token, and with the account.
  const holder = tokenHash === undefined ? undefined : await accountOf(deps, tokenHash, now)
  if (holder === undefined || holder.actor.id !== subjectId) throw invalidToken()
  return { actor: holder.actor, expiresAt }
}

/** Whose token it is: the administrator's, or an IAM token. */
export const holderOfToken = async (
  deps: Omit<SignInDeps, 'sessions'>,
  token: string,
  now: Date,
): Promise<SignedIn | undefined> =>
  (await isAdministratorToken(deps.store, token)) ? endless : accountOf(deps, sha256(token), now)

const accountOf = async ({ store, lastSeen }: Omit<SignInDeps, 'sessions'>, tokenHash: string, now: Date) => {
  const holder = await holderOf(store, tokenHash, now)
  if (holder === undefined) return undefined
  const { id, name } = holder.account
  lastSeen.account(holder.account, now)
  return { actor: { type: 'serviceAccount', id, name }, expiresAt: holder.expiresAt } satisfies SignedIn
}
