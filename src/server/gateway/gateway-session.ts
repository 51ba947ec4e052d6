import type { Context, Hono } from 'hono'
import * as z from 'zod/mini'

import { createSession, deleteSession, deleteSessions, getSession, type Session } from '#contract/session.ts'
import type { SessionCookie } from '../http/cookie-session.ts'
import type { AppEnv } from '../http/exchange.ts'
import { readInput } from '../http/read-input.ts'
import { jsonResponse, routeEndpoint } from '../http/routes.ts'
import type { AttemptLimiter } from '../limits/attempt-limiter.ts'
import { parseInput } from '../messages/parse-input.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import { invalidToken } from '../sessions/credentials.ts'
import { sessionMilliseconds } from '../sessions/session.ts'
import { readPastedToken } from './pasted-token.ts'

/** A signed-in browser: the IAM token that its cookie holds. */
export interface GatewaySession {
  /** New with each sign-in: a token does not tell whose it is, so nobody else may count as the same user. */
  readonly jti: string
  readonly token: string
  /** In seconds since 1970. */
  readonly exp: number
}

const claims = z.object({ jti: z.string(), token: z.string(), exp: z.number() })

/**
 * The session of the request's cookie.
 * @throws StatusError UNAUTHENTICATED without one, PERMISSION_DENIED for a write from another site
 */
export const sessionOf = async (c: Context<AppEnv>, cookie: SessionCookie): Promise<GatewaySession> => {
  refuseAuthorization(c)
  const { data } = claims.safeParse(await cookie.read(c))
  if (data === undefined) throw invalidToken()
  return data
}

// Such as that of a proxy that asks for a password: the sign-in must not succeed where nothing after it can.
const refuseAuthorization = (c: Context<AppEnv>): void => {
  if (c.req.header('authorization') === undefined) return
  throw new StatusError(
    'UNAUTHENTICATED',
    'This console takes no Authorization header, only its own session. Programs call the cloud directly.',
  )
}

interface SessionDeps {
  readonly cookie: SessionCookie
  readonly limiter: AttemptLimiter
  /** Asks the cloud whether it accepts the token. @throws StatusError UNAUTHENTICATED if it does not */
  readonly check: (token: string, c: Context<AppEnv>) => Promise<void>
  readonly now: () => Date
}

/** Sign-in with an IAM token, the current session and sign-out. */
export const routeGatewaySessions = (app: Hono<AppEnv>, { cookie, limiter, check, now }: SessionDeps): void => {
  routeEndpoint(app, createSession, async (c) => {
    cookie.requireSameOrigin(c)
    refuseAuthorization(c)
    const { body } = parseInput(createSession, await readInput(c, createSession))
    if (body.signInCode !== undefined) {
      throw validationFailed([{ field: 'sign_in_code', description: 'Only an IAM token opens this console' }])
    }
    if (body.token === undefined) throw validationFailed([{ field: 'token', description: 'Field is required' }])
    const { token, expiresAt: tokenEnd } = readPastedToken(body.token)
    const latest = now().getTime() + sessionMilliseconds
    const end = tokenEnd === undefined ? latest : Math.min(latest, Date.parse(tokenEnd))
    if (end <= now().getTime()) throw invalidToken()
    await limiter.attempt(c.env.address, sha256(token), () => check(token, c))
    const session = { jti: crypto.randomUUID(), token, exp: Math.floor(end / 1000) }
    await cookie.write(c, session)
    return jsonResponse(c, describe(session))
  })

  routeEndpoint(app, getSession, async (c) => {
    const session = await sessionOf(c, cookie)
    parseInput(getSession, await readInput(c, getSession))
    return jsonResponse(c, describe(session))
  })

  routeEndpoint(app, deleteSession, async (c) => {
    cookie.requireSameOrigin(c)
    parseInput(deleteSession, await readInput(c, deleteSession))
    cookie.clear(c)
    return jsonResponse(c, {})
  })

  routeEndpoint(app, deleteSessions, async () => {
    throw new StatusError(
      'UNIMPLEMENTED',
      'Sessions are kept in the browsers alone: sign out in each, or revoke the IAM token.',
    )
  })
}

const describe = ({ jti, exp }: GatewaySession): Session => ({
  subject: { id: jti, type: 'iamToken', name: '' },
  expiresAt: new Date(exp * 1000).toISOString(),
})
