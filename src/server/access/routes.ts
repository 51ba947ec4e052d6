import type { Hono } from 'hono'

import { createSession, deleteSession, getSession, type Session } from '#contract/session.ts'
import type { AppEnv } from '../context.ts'
import { StatusError, validationFailed } from '../errors.ts'
import { mount } from '../mount.ts'
import type { Store } from '../store/store.ts'
import { administrator } from './actor.ts'
import { isAdministratorToken, useSignInCode } from './administrator.ts'
import { type CarriedSession, type SessionCarrier, sessionMilliseconds } from './session-carrier.ts'
import { signedIn } from './signed-in.ts'

interface Deps {
  readonly store: Store
  readonly sessions: SessionCarrier
  readonly now: () => Date
}

/** Sign-in, who am I, sign-out. The only routes that touch the session itself. */
export const routeSessions = (app: Hono<AppEnv>, { store, sessions, now }: Deps): void => {
  mount(app, createSession, (c) => async ({ body: { token, signInCode } }) => {
    if ((token === undefined) === (signInCode === undefined)) {
      throw validationFailed([{ field: 'token', description: 'Exactly one of token, sign_in_code must be given' }])
    }
    if (token !== undefined && !(await isAdministratorToken(store, token))) {
      throw new StatusError('UNAUTHENTICATED', 'Token is invalid or has expired.')
    }
    if (signInCode !== undefined && !(await useSignInCode(store, signInCode, now()))) {
      throw new StatusError('UNAUTHENTICATED', 'The sign-in link was used already or has expired.')
    }
    const expiresAt = new Date(now().getTime() + sessionMilliseconds).toISOString()
    const session: CarriedSession = { subjectId: administrator.id, expiresAt }
    await sessions.start(c, session)
    return describe(session)
  })

  mount(app, getSession, async (c) => {
    await signedIn(c, store, sessions, now())
    return async () => describe((await sessions.read(c)) ?? endlessBearer)
  })

  mount(app, deleteSession, (c) => async () => {
    await sessions.end(c)
    return {}
  })
}

// The administrator's token itself does not expire; a program that asks gets the last moment the API knows.
const endlessBearer: CarriedSession = { subjectId: administrator.id, expiresAt: '2105-12-31T23:59:59Z' }

const describe = ({ expiresAt }: CarriedSession): Session => ({ subject: administrator, expiresAt })
