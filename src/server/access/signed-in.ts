import type { Context } from 'hono'

import type { AppEnv } from '../context.ts'
import { StatusError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { type Actor, administrator } from './actor.ts'
import { isAdministratorToken } from './administrator.ts'
import type { SessionCarrier } from './session-carrier.ts'

const invalidToken = () => new StatusError('UNAUTHENTICATED', 'Token is invalid or has expired.')

/** Who makes the request: by `Authorization: Bearer` for programs, by the session for the console.
 * @throws StatusError UNAUTHENTICATED */
export const signedIn = async (
  c: Context<AppEnv>,
  store: Store,
  sessions: SessionCarrier,
  now: Date,
): Promise<Actor> => {
  const authorization = c.req.header('authorization')
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    if (token !== undefined && (await isAdministratorToken(store, token))) return administrator
    throw invalidToken()
  }
  const session = await sessions.read(c)
  if (session === null || Date.parse(session.expiresAt) <= now.getTime()) throw invalidToken()
  if (session.subjectId !== administrator.id) throw invalidToken()
  return administrator
}
