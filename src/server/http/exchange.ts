import type { Actor } from '../access/actor.ts'
import type { Log } from '../observe.ts'
import { quoted } from '../secrets/secret.ts'
import type { Caller } from '../service.ts'

/** Per-request state shared by the listener and the service: the client's address in, fields for the log out. */
export class Exchange {
  /** The peer's address, which is the proxy's if there is one in front. */
  address: string
  /** Set by the service, for the log. */
  requestId: string | undefined = undefined
  /** What the cloud behind a gateway calls the request, for the log. */
  upstreamRequestId: string | undefined = undefined
  /** The authenticated caller, set by the service for the log. */
  subject: Pick<Actor, 'type' | 'id'> | undefined = undefined
  /** The key that a check accepted, set by the service for the log. */
  apiKeyId: string | undefined = undefined

  constructor(address = '') {
    this.address = address
  }
}

/** A request handler: the service, or a wrapper around it. */
export type Fetch = (request: Request, exchange?: Exchange) => Response | Promise<Response>

/** Hono's per-request variables. */
export interface AppEnv {
  Bindings: Exchange
  /** `method` is the id of the matched endpoint. */
  Variables: { requestId: string; log: Log; method?: string }
}

/** Host and port of a request's URL, such as `localhost:8080`. */
const authorityOf = (url: string): string => {
  const { hostname, port, protocol } = new URL(url)
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
}

/** The caller as the headers of a request, or its metadata, describe it. */
export const callerFrom = (
  { headers, url }: Pick<Request, 'headers' | 'url'>,
  exchange: Exchange,
  sessionId: Caller['sessionId'],
): Caller => ({
  authorization: headers.get('authorization') ?? undefined,
  sessionId,
  address: exchange.address,
  authority: authorityOf(url),
  idempotencyKey: headers.get('idempotency-key') ?? undefined,
  onActor: ({ type, id }) => {
    exchange.subject = { type, id }
  },
})

interface Outcome {
  readonly method: string
  readonly path: string
  readonly status: number
  /** That of gRPC. */
  readonly code?: string
  readonly milliseconds: number
}

/** The fields of a request's log line. */
export const logFields = (
  { requestId, upstreamRequestId, subject, apiKeyId }: Exchange,
  { path, milliseconds, ...outcome }: Outcome,
): Record<string, unknown> => ({
  requestId,
  upstreamRequestId,
  subject,
  apiKeyId,
  ...outcome,
  // People paste a secret where the key's id belongs.
  path: quoted(path),
  ms: Math.round(milliseconds * 10) / 10,
})
