import type * as z from 'zod/mini'

/** The API a method belongs to. In front of a real cloud each has a host of its own (API reference 2.1). */
export type ApiHost = 'iam' | 'operation' | 'resource-manager' | 'keyrack'

type Schema = z.ZodMiniType
type ObjectSchema = z.ZodMiniType<Record<string, unknown>>

/**
 * One method of the API, as data. The client call, the server's route, the mock and OpenAPI derive from it.
 * `path` names its parameters in braces; a custom verb follows a colon: `/x/{id}:suspend`.
 */
export interface Endpoint {
  readonly id: string
  readonly summary: string
  readonly host: ApiHost
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: `/${string}`
  /** Other paths that answer the same, oldest last. */
  readonly aliases?: readonly `/${string}`[]
  /** Answers without a session or a token. */
  readonly public?: true
  readonly params?: ObjectSchema
  readonly query?: ObjectSchema
  readonly body?: ObjectSchema
  readonly response: Schema
}

/** Declares an endpoint and keeps its literal types. */
export const endpoint = <const E extends Endpoint>(declaration: E): E => declaration

/** True for what must be done once under one `Idempotency-Key`: a write of the cloud's API (API reference 2.2). */
export const takesIdempotencyKey = ({ method, host }: Pick<Endpoint, 'method' | 'host'>): boolean =>
  method !== 'GET' && host !== 'keyrack'

type In<E, K extends keyof Endpoint> = E extends { readonly [P in K]: infer S extends Schema } ? z.input<S> : undefined
type Out<E, K extends keyof Endpoint> = E extends { readonly [P in K]: infer S extends Schema }
  ? z.output<S>
  : undefined
type Given<K extends string, T> = T extends undefined
  ? { [P in K]?: undefined }
  : Record<string, never> extends T
    ? { [P in K]?: T | undefined }
    : { [P in K]: T }

/** What a caller of the endpoint passes: path parameters, query and body, where it has them. */
export type ClientInput<E> = Given<'params', In<E, 'params'>> &
  Given<'query', In<E, 'query'>> &
  Given<'body', In<E, 'body'>>

/** What a handler of the endpoint is given: the same, parsed. */
export interface ServerInput<E> {
  readonly params: Out<E, 'params'>
  readonly query: Out<E, 'query'>
  readonly body: Out<E, 'body'>
}

/** What a caller gets back: the answer parsed, with the fields the wire leaves out filled in. */
export type ClientOutput<E extends Endpoint> = z.output<E['response']>

/** What a handler returns: the answer before parsing. */
export type ServerOutput<E extends Endpoint> = z.input<E['response']>
