import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { id, timestamp } from './field.ts'
import { nextPageToken, pageQuery } from './page.ts'
import { any, status } from './status.ts'

/** What a write returns: who did what, whether it is done and with what result (API reference 1.5). */
export const operation = z.object({
  id: z.string(),
  description: z._default(z.string(), ''),
  createdAt: timestamp(),
  createdBy: z._default(z.string(), ''),
  modifiedAt: z._default(timestamp(), ''),
  done: z._default(z.boolean(), false),
  metadata: z.optional(any),
  error: z.optional(status),
  response: z.optional(any),
})
export type Operation = z.infer<typeof operation>

/** The longest description of an operation, in characters (API reference 1.5). */
export const operationDescriptionMax = 256

const params = z.object({ operationId: id() })
const path = '/operations/{operationId}'

export const getOperation = endpoint({
  id: 'getOperation',
  summary: 'Returns an operation.',
  host: 'operation',
  method: 'GET',
  path,
  params,
  response: operation,
})

/** Best effort. Most sources document it as a GET (API reference 2.5). */
export const cancelOperation = endpoint({
  id: 'cancelOperation',
  summary: 'Cancels an operation that is not done yet.',
  host: 'operation',
  method: 'GET',
  path: `${path}:cancel`,
  params,
  response: operation,
})

/** The same method as POST, which the API design guide prescribes (API reference 8). */
export const cancelOperationByPost = endpoint({
  id: 'cancelOperationByPost',
  summary: 'Cancels an operation that is not done yet (POST).',
  host: 'operation',
  method: 'POST',
  path: `${path}:cancel`,
  params,
  body: z.strictObject({}),
  response: operation,
})

export const listOperationsQuery = z.strictObject(pageQuery)

export const operationPage = z.object({ operations: z._default(z.array(operation), []), nextPageToken })
