import type { ApiEndpoint, getApiEndpoint, listApiEndpoints } from '#contract/api-endpoint.ts'
import type { ServerInput, ServerOutput } from '#contract/endpoint.ts'
import { pageById } from '../messages/page.ts'
import { notFound } from '../messages/status-error.ts'

/** What the official clients ask for (API reference 2.1). One service answers all of it. */
const ids = ['endpoint', 'iam', 'operation', 'resource-manager']

const at = (address: string): readonly ApiEndpoint[] => ids.map((id) => ({ id, address }))

/** @param address host and port of the service */
export const list = (
  address: string,
  { query }: ServerInput<typeof listApiEndpoints>,
): ServerOutput<typeof listApiEndpoints> => {
  const { rows, nextPageToken } = pageById(at(address), query)
  return { endpoints: rows, nextPageToken }
}

/**
 * @param address host and port of the service
 * @throws StatusError NOT_FOUND
 */
export const get = (
  address: string,
  { params: { apiEndpointId } }: ServerInput<typeof getApiEndpoint>,
): ServerOutput<typeof getApiEndpoint> => {
  const found = at(address).find(({ id }) => id === apiEndpointId)
  if (found === undefined) throw notFound('API endpoint', apiEndpointId)
  return found
}
