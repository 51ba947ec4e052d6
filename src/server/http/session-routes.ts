import type { Context, Hono } from 'hono'

import type { ServerInput } from '#contract/endpoint.ts'
import { createSession, deleteSession, getSession, type Session } from '#contract/session.ts'
import type { AppEnv } from '../verb.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import { mount, type Respond } from './mount.ts'
import { administrator } from '../access/actor.ts'
import { useSignInCode } from '../sessions/administrator.ts'
import { attempts } from '../sessions/sign-in-limiter.ts'
import { type CarriedSession, sessionMilliseconds } from './session-carrier.ts'
import {
  holderOfToken,
  invalidToken,
  type SignedIn,
  signedIn,
  type SignInDeps,
  tellSubject,
} from '../sessions/credentials.ts'

interface Deps extends SignInDeps {
  readonly now: () => Date
  readonly monotonic: () => number
}

/** Sign-in, who am I, sign-out. The only routes that touch the session itself. */
export const routeSessions = (app: Hono<AppEnv>, { store, sessions, lastSeen, now, monotonic }: Deps): void => {
  const limit = attempts()
  const signIn = async (c: Context<AppEnv>, { token, signInCode }: ServerInput<typeof createSession>['body']) => {
    if ((token === undefined) === (signInCode === undefined)) {
      throw validationFailed([{ field: 'token', description: 'Exactly one of token, sign_in_code must be given' }])
    }
    const holder = token === undefined ? undefined : await holderOfToken({ store, lastSeen }, token, now())
    if (token !== undefined && holder === undefined) throw invalidToken()
    if (signInCode !== undefined && !(await useSignInCode(store, signInCode, now()))) {
      throw new StatusError('UNAUTHENTICATED', 'The sign-in link was used already or has expired.')
    }
    const actor = holder?.actor ?? administrator
    tellSubject(c, actor)
    const longest = new Date(now().getTime() + sessionMilliseconds).toISOString()
    const session: CarriedSession = {
      subjectId: actor.id,
      expiresAt: holder !== undefined && holder.expiresAt < longest ? holder.expiresAt : longest,
      ...(token !== undefined && actor.type === 'serviceAccount' && { tokenHash: sha256(token) }),
    }
    await sessions.start(c, session)
    return describe({ actor, expiresAt: session.expiresAt })
  }

  const withCookie: Respond = (c, body, headers) => c.newResponse(body, { headers })

  const admit =
    (c: Context<AppEnv>) =>
    async ({ body }: ServerInput<typeof createSession>) => {
      const address = c.env?.address ?? ''
      limit.admit(address, monotonic())
      return signIn(c, body).catch((error: unknown) => {
        if (error instanceof StatusError && error.code === 'UNAUTHENTICATED') limit.failed(address, monotonic())
        throw error
      })
    }
  mount(app, createSession, admit, withCookie)

  mount(app, getSession, async (c) => {
    const who = await signedIn(c, { store, sessions, lastSeen }, now())
    return () => describe(who)
  })

  const signOut = (c: Context<AppEnv>) => async () => {
    await sessions.end(c)
    return {}
  }
  mount(app, deleteSession, signOut, withCookie)
}

const describe = ({ actor, expiresAt }: SignedIn): Session => ({ subject: actor, expiresAt })
