import * as z from 'zod/mini'

import { endpoint } from './endpoint.ts'
import { text } from './field.ts'
import { nextPageToken, pageQuery } from './page.ts'

/** Where one API is served. `address` is a host and port without a scheme (API reference 2.1). */
export const apiEndpoint = z.object({ id: z.string(), address: z.string() })
export type ApiEndpoint = z.infer<typeof apiEndpoint>

export const listApiEndpoints = endpoint({
  id: 'listApiEndpoints',
  summary: 'Lists where each API is served. Clients ask here first.',
  host: 'endpoint',
  method: 'GET',
  path: '/endpoints',
  public: true,
  query: z.strictObject(pageQuery),
  response: z.object({ endpoints: z._default(z.array(apiEndpoint), []), nextPageToken }),
})

export const getApiEndpoint = endpoint({
  id: 'getApiEndpoint',
  summary: 'Returns where an API is served.',
  host: 'endpoint',
  method: 'GET',
  path: '/endpoints/{apiEndpointId}',
  public: true,
  params: z.object({ apiEndpointId: text(50, 1) }),
  response: apiEndpoint,
})
