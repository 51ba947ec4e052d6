import * as z from 'zod/mini'

import type { Endpoint, ServerInput } from '#contract/endpoint.ts'
import { validationFailed } from './status-error.ts'
import { violationsOf } from './violations.ts'

/** A request as a transport read it, not checked yet. */
export interface RawInput {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: unknown
  readonly body: unknown
}

/** The request by the schemas of its endpoint. @throws StatusError INVALID_ARGUMENT for the first part that is wrong */
export const parseInput = <E extends Endpoint>(endpoint: E, { params, query, body }: RawInput): ServerInput<E> => {
  const input = {
    params: parse(endpoint.params, params),
    query: parse(endpoint.query ?? noFields, query),
    body: parse(endpoint.body, body),
  }
  return input as ServerInput<E>
}

// A method without a query takes none: a parameter that does nothing is a mistake.
const noFields = z.strictObject({})

const parse = (schema: z.ZodMiniType | undefined, value: unknown): unknown => {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return parsed.data
  throw validationFailed(violationsOf(parsed.error))
}
