import { administrator } from '#server/access/actor.ts'
import type { SessionCarrier } from '#server/http/session-carrier.ts'
import { type SessionClaims, sessionMilliseconds } from '#server/sessions/session.ts'

const key = 'keyrack.mock.session'
const signedOut = 'signed out'

/** A mocked response cannot set cookies, so the mock keeps its session in local storage. */
export const pageSessions: SessionCarrier = {
  // Another site cannot make the page send a request.
  requireSameOrigin: () => {},
  async read() {
    const stored = localStorage.getItem(key)
    return stored === null || stored === signedOut ? null : (JSON.parse(stored) as SessionClaims)
  },
  async start(_, session) {
    localStorage.setItem(key, JSON.stringify(session))
  },
  async end() {
    localStorage.setItem(key, signedOut)
  },
}

/** Signs in as the administrator, unless the user signed out, for example to see the sign-in page. */
export const signInUnlessSignedOut = (now: Date): void => {
  const stored = localStorage.getItem(key)
  if (stored === signedOut) return
  if (stored !== null && Date.parse((JSON.parse(stored) as SessionClaims).expiresAt) > now.getTime()) return
  const expiresAt = new Date(now.getTime() + sessionMilliseconds).toISOString()
  localStorage.setItem(key, JSON.stringify({ subjectId: administrator.id, expiresAt } satisfies SessionClaims))
}

/** Clears the session when data is reset, because its account may no longer exist. The next start signs in again. */
export const forgetSession = (): void => localStorage.removeItem(key)
