/** Lifetime of a session. */
export const sessionMilliseconds = 12 * 60 * 60 * 1000

/** The session's content, which the browser sends with every request. */
export interface SessionClaims {
  readonly subjectId: string
  /** SHA-256 of the IAM token a service account signed in with. Absent for the administrator. */
  readonly tokenHash?: string | undefined
  /** RFC 3339 in UTC. */
  readonly expiresAt: string
}
