import * as apiKeys from './api-key.ts'
import type { Endpoint } from './endpoint.ts'
import * as operations from './operation.ts'
import * as resourceManager from './resource-manager.ts'
import * as serviceAccounts from './service-account.ts'
import * as sessions from './session.ts'

/** Every endpoint: the API on one page. */
export const api = {
  listServiceAccounts: serviceAccounts.listServiceAccounts,
  getServiceAccount: serviceAccounts.getServiceAccount,
  createServiceAccount: serviceAccounts.createServiceAccount,
  deleteServiceAccount: serviceAccounts.deleteServiceAccount,

  listApiKeys: apiKeys.listApiKeys,
  listScopes: apiKeys.listScopes,
  getApiKey: apiKeys.getApiKey,
  createApiKey: apiKeys.createApiKey,
  deleteApiKey: apiKeys.deleteApiKey,

  getOperation: operations.getOperation,

  listClouds: resourceManager.listClouds,
  getCloud: resourceManager.getCloud,
  listFolders: resourceManager.listFolders,
  getFolder: resourceManager.getFolder,

  createSession: sessions.createSession,
  getSession: sessions.getSession,
  deleteSession: sessions.deleteSession,
} as const satisfies Record<string, Endpoint>

export type EndpointId = keyof typeof api
