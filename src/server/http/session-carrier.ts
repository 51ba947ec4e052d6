import type { Context } from 'hono'

import type { AppEnv } from '../verb.ts'

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

/** What stands between a browser and its session: an encrypted cookie in Node, the page's own storage in the mock. */
export interface SessionCarrier {
  /** The session of this request, or null; never one that is over. It sets no cookie: only signing in and out may. */
  read(c: Context<AppEnv>): Promise<CarriedSession | null>
  start(c: Context<AppEnv>, session: CarriedSession): Promise<void>
  end(c: Context<AppEnv>): Promise<void>
}
