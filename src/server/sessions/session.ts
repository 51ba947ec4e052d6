/** How long a sign-in lasts. */
export const sessionMilliseconds = 12 * 60 * 60 * 1000

/** Who signed in and until when, as a browser carries it from request to request. */
export interface CarriedSession {
  readonly subjectId: string
  /** SHA-256 of the IAM token that a service account signed in with; the administrator has none. */
  readonly tokenHash?: string | undefined
  /** RFC 3339 in UTC. */
  readonly expiresAt: string
}
