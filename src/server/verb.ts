import type { api } from '#contract/api.ts'
import type { Endpoint, ServerInput, ServerOutput } from '#contract/endpoint.ts'
import type { Access } from './access/access.ts'
import type { Actor } from './access/actor.ts'
import type { TransactionalTables } from './store/store.ts'

/** Limits per cloud. 0 means unlimited (API reference 4.5). */
export interface Quotas {
  readonly apiKeys: number
  readonly serviceAccounts: number
}

/** The context of a verb: everything it uses besides its input. */
export interface Ctx {
  readonly actor: Actor
  /** The actor's permissions. Its roles are loaded lazily, once per request. */
  readonly access: () => Promise<Access>
  /** The store, or the transaction that a write with an Idempotency-Key runs in. */
  readonly store: TransactionalTables
  readonly now: () => Date
  readonly quotas: Quotas
  /** The scopes that a key can have, as `ListScopes` returns them. */
  readonly scopes: readonly string[]
}

/** Implements one API method, independent of the transport. Returns the response or throws a StatusError. */
export type Verb<E extends Endpoint> = (ctx: Ctx, input: ServerInput<E>) => Promise<ServerOutput<E>> | ServerOutput<E>

/** The methods that anybody may call, those of sessions aside. */
export type PublicMethodId = 'createIamToken' | 'listApiEndpoints' | 'getApiEndpoint'

/** The methods that have a verb: all but the public ones and those of sessions, which belong to HTTP. */
export type MethodId = Exclude<
  keyof typeof api,
  PublicMethodId | 'createSession' | 'getSession' | 'deleteSession' | 'deleteSessions'
>
