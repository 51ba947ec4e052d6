import type { Context } from 'hono'

import type { SessionClaims } from '../sessions/session.ts'
import type { AppEnv } from './exchange.ts'

/** How a browser carries its session: an encrypted cookie in Node, the page's own storage in the mock. */
export interface SessionCarrier {
  /** The session of this request, or null; never an expired one. It sets no cookie: only signing in and out may. */
  read(c: Context<AppEnv>): Promise<SessionClaims | null>
  start(c: Context<AppEnv>, session: SessionClaims): Promise<void>
  end(c: Context<AppEnv>): Promise<void>
}
