import type { Actor } from '../access/actor.ts'
import type { Log } from '../observe.ts'

/** What the listener and the service tell each other about a request. */
export class Exchange {
  /** Where the request comes from, as far as the listener knows; behind a proxy it is the proxy's address. */
  address: string
  /** The request's id, once the service knows it; for the log. */
  requestId: string | undefined = undefined
  /** The caller, once the service knows it; for the log. */
  subject: Pick<Actor, 'type' | 'id'> | undefined = undefined
  /** The key that a check found alive; for the log. */
  apiKeyId: string | undefined = undefined

  constructor(address = '') {
    this.address = address
  }
}

/** Answers a request: the service, or what stands before it. */
export type Fetch = (request: Request, exchange?: Exchange) => Response | Promise<Response>

/** Hono's per-request variables. */
export interface AppEnv {
  Bindings: Exchange
  /** `method` is the id of the endpoint that answers, once it is found. */
  Variables: { requestId: string; log: Log; method?: string }
}
