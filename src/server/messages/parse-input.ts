import * as z from 'zod/mini'

import type { Endpoint, ServerInput } from '#contract/endpoint.ts'
import type { FieldViolation } from '#contract/status.ts'
import { normalize } from './normalize.ts'
import { validationFailed, violationsMax } from './status-error.ts'
import { fieldName, violationsOf } from './violations.ts'

/** A request as the transport read it, before validation. */
export interface RawInput {
  readonly params: Readonly<Record<string, unknown>>
  readonly query: unknown
  readonly body: unknown
}

/** Validates a request by its endpoint's schemas. @throws StatusError INVALID_ARGUMENT for the first invalid part */
export const parseInput = <E extends Endpoint>(endpoint: E, { params, query, body }: RawInput): ServerInput<E> => {
  const input = {
    params: parse(endpoint.params, params),
    query: parse(endpoint.query ?? noFields, query),
    body: parse(endpoint.body, body),
  }
  return input as ServerInput<E>
}

// Reject unknown query parameters even on methods without a query: one that does nothing is a client's mistake.
const noFields = z.strictObject({})

const parse = (schema: z.ZodMiniType | undefined, value: unknown): unknown => {
  if (schema === undefined) return undefined
  const repeated: FieldViolation[] = []
  let more = 0
  const normalized = normalize(schema, value, (path, description) => {
    // Formatting all of them could take seconds.
    if (repeated.length < violationsMax) repeated.push({ field: fieldName(path), description })
    else more += 1
  })
  if (repeated.length > 0) throw validationFailed({ listed: repeated, more })
  const parsed = schema.safeParse(normalized, { reportInput: true })
  if (parsed.success) return parsed.data
  throw validationFailed(violationsOf(parsed.error))
}
