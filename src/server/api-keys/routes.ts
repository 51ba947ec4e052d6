import {
  createApiKey,
  deleteApiKey,
  getApiKey,
  listApiKeyOperations,
  listApiKeys,
  listScopes,
  updateApiKey,
} from '#contract/api-key.ts'
import type { Route } from '../http/app.ts'
import * as apiKeys from './verbs.ts'

export const routeApiKeys = (route: Route): void => {
  // Before getApiKey: its older path, /apiKeys/scopes, also reads as a key's id.
  route(listScopes, apiKeys.scopes)
  route(listApiKeys, apiKeys.list)
  route(getApiKey, apiKeys.get)
  route(createApiKey, apiKeys.create, ({ apiKey }) => `ApiKey ${apiKey.id}`)
  route(updateApiKey, apiKeys.update)
  route(deleteApiKey, apiKeys.remove)
  route(listApiKeyOperations, apiKeys.operations)
}
