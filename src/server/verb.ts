import type { Actor } from './access/actor.ts'
import type { ReadyAnswers } from './ready-answers.ts'
import type { TransactionalTables } from './store/store.ts'

/** Where a line of the log goes. Fields never carry bodies, headers or secrets. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** Of those who do not listen. */
export const quietLog: Log = { info() {}, error() {} }

/** The most of a kind that a cloud may hold; 0 means no limit (API reference 4.5). */
export interface Quotas {
  readonly apiKeys: number
  readonly serviceAccounts: number
}

/** What every verb is given beside its input. */
export interface Ctx {
  readonly actor: Actor
  /** The store, or the transaction that a write with an Idempotency-Key is in. */
  readonly store: TransactionalTables
  readonly now: () => Date
  readonly requestId: string
  readonly ready: ReadyAnswers
  readonly quotas: Quotas
  /** What `ListScopes` answers, and so what a key may have. */
  readonly scopes: readonly string[]
}

/**
 * What the listener and the service tell each other of a request. It has its fields from the start: to add one later on
 * costs as much as a good part of a check.
 */
export class Exchange {
  /** Where it comes from, as far as the listener knows; behind a proxy it is the proxy's. */
  address: string
  /** What it is called in its answer and in the log, once the service knows. */
  requestId: string | undefined = undefined
  /** Who makes it, once the service knows; for the log. */
  subject: Pick<Actor, 'type' | 'id'> | undefined = undefined
  /** The key that a check was asked for, when it is alive; for the log. */
  apiKeyId: string | undefined = undefined

  constructor(address = '') {
    this.address = address
  }
}

/** What answers a request: the service, or what stands before it. */
export type Fetch = (request: Request, exchange?: Partial<Exchange>) => Response | Promise<Response>

/** Hono's per-request variables. */
export interface AppEnv {
  Bindings: Exchange
  /** `method` is the id of the endpoint that answers, once it is found. */
  Variables: { requestId: string; log: Log; method?: string }
}
