import type { Context } from 'hono'

import type { Session } from '../sessions/session.ts'
import type { AppEnv } from './exchange.ts'

/** Where a browser keeps its session: an encrypted cookie in Node, local storage in the mock. */
export interface SessionCarrier {
  /**
   * Call before a write that may start, use or end a session; `read` does it for the requests that it authenticates.
   * @throws StatusError PERMISSION_DENIED for a request from another site
   */
  requireSameOrigin(c: Context<AppEnv>): void
  /** The id of the request's session, null if it has none or an expired one. Must not set a cookie. */
  read(c: Context<AppEnv>): Promise<string | null>
  start(c: Context<AppEnv>, session: Session): Promise<void>
  end(c: Context<AppEnv>): Promise<void>
}
