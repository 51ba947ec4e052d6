import type * as z from 'zod/mini'

/** The API a method belongs to. A real cloud serves each from its own host (API reference 2.1). */
export type ApiHost = 'endpoint' | 'iam' | 'operation' | 'resource-manager' | 'keyrack'

type Schema = z.ZodMiniType
type ObjectSchema = z.ZodMiniType<Record<string, unknown>>

/**
 * One API method as data: the client call, the server's route, the mock and OpenAPI all derive from it.
 * `path` has its parameters in braces and a custom verb after a colon: `/x/{id}:suspend`.
 */
export interface Endpoint {
  readonly id: string
  readonly summary: string
  readonly host: ApiHost
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: `/${string}`
  /** Deprecated paths of the same method, oldest last. */
  readonly aliases?: readonly `/${string}`[]
  /** Needs neither a session nor a token. */
  readonly public?: true
  readonly params?: ObjectSchema
  readonly query?: ObjectSchema
  readonly body?: ObjectSchema
  readonly response: Schema
}

/** Declares an endpoint. The identity function keeps its literal types. */
export const endpoint = <const E extends Endpoint>(declaration: E): E => declaration

/** True for methods that honour `Idempotency-Key`: the writes of the cloud's API (API reference 2.2). */
export const takesIdempotencyKey = (method: Pick<Endpoint, 'method' | 'host' | 'public'>): boolean =>
  method.method !== 'GET' && method.host !== 'keyrack' && !method.public

type In<E, K extends keyof Endpoint> = E extends { readonly [P in K]: infer S extends Schema } ? z.input<S> : undefined
type Out<E, K extends keyof Endpoint> = E extends { readonly [P in K]: infer S extends Schema }
  ? z.output<S>
  : undefined
type InputPart<K extends string, T> = T extends undefined
  ? { [P in K]?: undefined }
  : Record<string, never> extends T
    ? { [P in K]?: T | undefined }
    : { [P in K]: T }

/** What the client passes: path parameters, query and body, each only if the endpoint declares it. */
export type ClientInput<E> = InputPart<'params', In<E, 'params'>> &
  InputPart<'query', In<E, 'query'>> &
  InputPart<'body', In<E, 'body'>>

/** What the handler receives: the same input after parsing. */
export interface ServerInput<E> {
  readonly params: Out<E, 'params'>
  readonly query: Out<E, 'query'>
  readonly body: Out<E, 'body'>
}

/** What the client receives: the parsed response, with omitted defaults filled in. */
export type ClientOutput<E extends Endpoint> = z.output<E['response']>

/** What the handler returns: the response before defaults are filled in. */
export type ServerOutput<E extends Endpoint> = z.input<E['response']>
