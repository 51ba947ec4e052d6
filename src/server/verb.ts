import type { api } from '#contract/api.ts'
import type { Endpoint, ServerInput, ServerOutput } from '#contract/endpoint.ts'
import type { Access } from './access/access.ts'
import type { Actor } from './access/actor.ts'
import type { TransactionalTables } from './store/store.ts'

/** The most of a kind that a cloud may hold; 0 means no limit (API reference 4.5). */
export interface Quotas {
  readonly apiKeys: number
  readonly serviceAccounts: number
}

/** What every verb is given beside its input. */
export interface Ctx {
  readonly actor: Actor
  /** What the actor may do. Its roles are read once per request, when somebody asks. */
  readonly access: () => Promise<Access>
  /** The store, or the transaction that a write with an Idempotency-Key runs in. */
  readonly store: TransactionalTables
  readonly now: () => Date
  readonly quotas: Quotas
  /** What `ListScopes` answers, and so what a key may have. */
  readonly scopes: readonly string[]
}

/** One method of the service, free of transport: a parsed request in, the answer out, or a StatusError. */
export type Verb<E extends Endpoint> = (ctx: Ctx, input: ServerInput<E>) => Promise<ServerOutput<E>> | ServerOutput<E>

/** Methods that have a verb. Sign-in and sign-out do not: they belong to HTTP. */
export type MethodId = Exclude<keyof typeof api, 'createSession' | 'getSession' | 'deleteSession'>
