import { randomText, sha256 } from '../secrets/hash.ts'
import type { Instant, SessionRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** The longest lifetime of a session. */
export const sessionMilliseconds = 12 * 60 * 60 * 1000

/** A session as the browser keeps it. The id opens it. */
export interface Session {
  readonly id: string
  readonly expiresAt: Instant
}

/** Starts a session. The store keeps only a hash of its id. */
export const startSession = async ({ sessions }: Tables, row: SessionRow): Promise<Session> => {
  const id = randomText(32)
  await sessions.insert(row, sha256(id))
  return { id, expiresAt: row.expiresAt }
}

/** The session with this id. Undefined if it is unknown, ended or over. */
export const currentSession = async ({ sessions }: Tables, id: string, now: Date): Promise<SessionRow | undefined> => {
  const session = await sessions.get(sha256(id))
  return session !== undefined && Date.parse(session.expiresAt) > now.getTime() ? session : undefined
}

/** Ends a session. Ignores one that does not exist. */
export const endSession = ({ sessions }: Tables, id: string): Promise<void> => sessions.delete(sha256(id))
