import type { Context } from 'hono'

import type { SessionClaims } from '../sessions/session.ts'
import type { AppEnv } from './exchange.ts'

/** Where a browser keeps its session: an encrypted cookie in Node, local storage in the mock. */
export interface SessionCarrier {
  /** The session of this request, null if it has none or an expired one. Must not set a cookie. */
  read(c: Context<AppEnv>): Promise<SessionClaims | null>
  start(c: Context<AppEnv>, session: SessionClaims): Promise<void>
  end(c: Context<AppEnv>): Promise<void>
}
