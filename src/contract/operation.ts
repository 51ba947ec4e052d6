import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { id, timestamp } from './field.ts'
import { nextPageToken, pageQuery } from './page.ts'
import { any, status } from './status.ts'

/** What a write answers: who did what, whether it is finished and how it ended (API reference 1.5). */
export const operation = z.object({
  id: z.string(),
  description: z._default(z.string(), ''),
  createdAt: timestamp(),
  createdBy: z._default(z.string(), ''),
  modifiedAt: timestamp(),
  done: z._default(z.boolean(), false),
  metadata: z.optional(any),
  error: z.optional(status),
  response: z.optional(any),
})
export type Operation = z.infer<typeof operation>

export const getOperation = endpoint({
  id: 'getOperation',
  summary: 'Returns an operation.',
  host: 'operation',
  method: 'GET',
  path: '/operations/{operationId}',
  params: z.object({ operationId: id() }),
  response: operation,
})

/** The paging of `ListOperations` of a resource. */
export const listOperationsQuery = z.strictObject(pageQuery)

export const operationPage = z.object({ operations: z._default(z.array(operation), []), nextPageToken })
