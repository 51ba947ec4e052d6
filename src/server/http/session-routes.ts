import type { Hono } from 'hono'

import { createSession, deleteSession, deleteSessions, getSession, type Session } from '#contract/session.ts'
import { parseInput } from '../messages/parse-input.ts'
import { type CredentialDeps, type SignedIn, authenticateCaller } from '../sessions/credentials.ts'
import { endSession } from '../sessions/session.ts'
import { signIn } from '../sessions/sign-in.ts'
import type { AppEnv } from './exchange.ts'
import { readInput } from './read-input.ts'
import { callerOf, jsonResponse, routeEndpoint } from './routes.ts'
import type { SessionCarrier } from './session-carrier.ts'

/** Sign-in, the current session and sign-out: the only routes that create or end sessions. */
export const routeSessions = (app: Hono<AppEnv>, sessions: SessionCarrier, deps: CredentialDeps): void => {
  routeEndpoint(app, createSession, async (c) => {
    sessions.requireSameOrigin(c)
    const { body } = parseInput(createSession, await readInput(c, createSession))
    const caller = callerOf(c, sessions)
    const previous = await sessions.read(c)
    const { session, ...holder } = await signIn(deps, body, caller.address)
    // Its cookie is replaced, so nobody could sign out of it.
    if (previous !== null) await endSession(deps.store, previous)
    await sessions.start(c, session)
    caller.onActor(holder.actor)
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
    const id = await sessions.read(c)
    if (id !== null) await endSession(deps.store, id)
    await sessions.end(c)
    return jsonResponse(c, {})
  })

  routeEndpoint(app, deleteSessions, async (c) => {
    sessions.requireSameOrigin(c)
    const caller = callerOf(c, sessions)
    const { actor } = await authenticateCaller(caller, deps)
    caller.onActor(actor)
    parseInput(deleteSessions, await readInput(c, deleteSessions))
    await deps.store.sessions.deleteOf(actor.id)
    await sessions.end(c)
    return jsonResponse(c, {})
  })
}

const describe = ({ actor: { id, type, name }, expiresAt }: SignedIn): Session => ({
  subject: { id, type, name },
  expiresAt,
})
