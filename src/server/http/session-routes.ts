import type { Context, Hono } from 'hono'

import { createSession, deleteSession, getSession, type Session } from '#contract/session.ts'
import { parseInput } from '../messages/parse-input.ts'
import { StatusError } from '../messages/status-error.ts'
import { type CredentialDeps, type SignedIn, authenticateCaller } from '../sessions/credentials.ts'
import { signIn } from '../sessions/sign-in.ts'
import { signInLimiter } from '../sessions/sign-in-limiter.ts'
import type { AppEnv } from './exchange.ts'
import { readInput } from './read-input.ts'
import { callerOf, jsonResponse, routeEndpoint } from './routes.ts'
import type { SessionCarrier } from './session-carrier.ts'

/** Sign-in, the current session and sign-out: the only routes that create or end sessions. */
export const routeSessions = (
  app: Hono<AppEnv>,
  sessions: SessionCarrier,
  deps: CredentialDeps,
  monotonic: () => number,
): void => {
  const limiter = signInLimiter()

  const startSession = async (c: Context<AppEnv>): Promise<SignedIn> => {
    const { body } = parseInput(createSession, await readInput(c, createSession))
    const { session, ...holder } = await signIn(deps, body)
    await sessions.start(c, session)
    return holder
  }

  routeEndpoint(app, createSession, async (c) => {
    sessions.requireSameOrigin(c)
    const address = c.env?.address ?? ''
    limiter.admit(address, monotonic())
    const holder = await startSession(c).catch((error: unknown) => {
      if (error instanceof StatusError && error.code === 'UNAUTHENTICATED') limiter.recordFailure(address, monotonic())
      throw error
    })
    callerOf(c, sessions).onActor(holder.actor)
    return jsonResponse(c, describe(holder))
  })

  routeEndpoint(app, getSession, async (c) => {
    const caller = callerOf(c, sessions)
    const holder = await authenticateCaller(caller, deps)
    caller.onActor(holder.actor)
    parseInput(getSession, await readInput(c, getSession))
    return jsonResponse(c, describe(holder))
  })

  routeEndpoint(app, deleteSession, async (c) => {
    sessions.requireSameOrigin(c)
    parseInput(deleteSession, await readInput(c, deleteSession))
    await sessions.end(c)
    return jsonResponse(c, {})
  })
}

const describe = ({ actor: { id, type, name }, expiresAt }: SignedIn): Session => ({
  subject: { id, type, name },
  expiresAt,
})
