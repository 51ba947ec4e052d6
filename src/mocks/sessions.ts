import { administrator } from '#server/access/actor.ts'
import type { SessionCarrier } from '#server/http/session-carrier.ts'
import { currentSession, sessionMilliseconds, startSession } from '#server/sessions/session.ts'
import type { Store } from '#server/store/store.ts'

const key = 'keyrack.mock.session'
const signedOut = 'signed out'

const sessionId = (): string | null => {
  const stored = localStorage.getItem(key)
  return stored === signedOut ? null : stored
}

/** A mocked response cannot set cookies, so the mock keeps the session's id in local storage. */
export const pageSessions: SessionCarrier = {
  // Another site cannot make the page send a request.
  requireSameOrigin: () => {},
  read: async () => sessionId(),
  start: async (_, { id }) => localStorage.setItem(key, id),
  end: async () => localStorage.setItem(key, signedOut),
}

/** Signs in as the administrator, unless the user signed out, for example to see the sign-in page. */
export const signInUnlessSignedOut = async (store: Store, now: Date): Promise<void> => {
  if (localStorage.getItem(key) === signedOut) return
  const id = sessionId()
  if (id !== null && (await currentSession(store, id, now)) !== undefined) return
  const expiresAt = new Date(now.getTime() + sessionMilliseconds).toISOString()
  const session = await startSession(store, { subjectId: administrator.id, tokenHash: null, expiresAt })
  localStorage.setItem(key, session.id)
}

/** Clears the session when data is reset, because its account may no longer exist. The next start signs in again. */
export const forgetSession = (): void => localStorage.removeItem(key)
