import { administrator } from '#server/access/actor.ts'
import type { SessionCarrier } from '#server/http/session-carrier.ts'
import { type SessionClaims, sessionMilliseconds } from '#server/sessions/session.ts'

const key = 'keyrack.mock.session'
const signedOut = 'signed out'

/** A page cannot set the cookie of a mocked answer, so the mock keeps its session in the page's storage. */
export const pageSessions: SessionCarrier = {
  async read() {
    const kept = localStorage.getItem(key)
    return kept === null || kept === signedOut ? null : (JSON.parse(kept) as SessionClaims)
  },
  async start(_, session) {
    localStorage.setItem(key, JSON.stringify(session))
  },
  async end() {
    localStorage.setItem(key, signedOut)
  },
}

/** Nobody should have to sign in to a mock, except who signed out to see the page. */
export const signInUnlessSignedOut = (now: Date): void => {
  const kept = localStorage.getItem(key)
  if (kept === signedOut) return
  if (kept !== null && Date.parse((JSON.parse(kept) as SessionClaims).expiresAt) > now.getTime()) return
  const expiresAt = new Date(now.getTime() + sessionMilliseconds).toISOString()
  localStorage.setItem(key, JSON.stringify({ subjectId: administrator.id, expiresAt } satisfies SessionClaims))
}

/** The next start signs the administrator in: a session of another would name what is not there any more. */
export const forgetSession = (): void => localStorage.removeItem(key)
