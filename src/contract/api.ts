import * as access from './access.ts'
import * as accessPolicies from './access-policy.ts'
import * as apiEndpoints from './api-endpoint.ts'
import * as apiKeys from './api-key.ts'
import type { Endpoint } from './endpoint.ts'
import * as iamTokens from './iam-token.ts'
import * as operations from './operation.ts'
import * as resourceManager from './resource-manager.ts'
import * as serviceAccounts from './service-account.ts'
import * as sessions from './session.ts'

/** Every endpoint: the API on one page. */
export const api = {
  listServiceAccounts: serviceAccounts.listServiceAccounts,
  getServiceAccount: serviceAccounts.getServiceAccount,
  createServiceAccount: serviceAccounts.createServiceAccount,
  updateServiceAccount: serviceAccounts.updateServiceAccount,
  deleteServiceAccount: serviceAccounts.deleteServiceAccount,
  suspendServiceAccount: serviceAccounts.suspendServiceAccount,
  reactivateServiceAccount: serviceAccounts.reactivateServiceAccount,
  listServiceAccountOperations: serviceAccounts.listServiceAccountOperations,
  listServiceAccountAccessBindings: access.listServiceAccountAccessBindings,
  setServiceAccountAccessBindings: access.setServiceAccountAccessBindings,
  updateServiceAccountAccessBindings: access.updateServiceAccountAccessBindings,

  listApiKeys: apiKeys.listApiKeys,
  // Before getApiKey, whose path matches the older path of this one: routes follow this order.
  listScopes: apiKeys.listScopes,
  getApiKey: apiKeys.getApiKey,
  createApiKey: apiKeys.createApiKey,
  updateApiKey: apiKeys.updateApiKey,
  deleteApiKey: apiKeys.deleteApiKey,
  listApiKeyOperations: apiKeys.listApiKeyOperations,

  createIamToken: iamTokens.createIamToken,
  createIamTokenForServiceAccount: iamTokens.createIamTokenForServiceAccount,
  revokeIamToken: iamTokens.revokeIamToken,

  getOperation: operations.getOperation,
  cancelOperation: operations.cancelOperation,
  cancelOperationByPost: operations.cancelOperationByPost,

  listRoles: access.listRoles,
  getRole: access.getRole,

  listClouds: resourceManager.listClouds,
  getCloud: resourceManager.getCloud,
  listCloudOperations: resourceManager.listCloudOperations,
  listCloudAccessBindings: access.listCloudAccessBindings,
  setCloudAccessBindings: access.setCloudAccessBindings,
  updateCloudAccessBindings: access.updateCloudAccessBindings,
  listCloudAccessPolicyBindings: accessPolicies.listCloudAccessPolicyBindings,
  bindCloudAccessPolicy: accessPolicies.bindCloudAccessPolicy,
  unbindCloudAccessPolicy: accessPolicies.unbindCloudAccessPolicy,
  updateCloudAccessPolicyBindingParameters: accessPolicies.updateCloudAccessPolicyBindingParameters,
  listFolders: resourceManager.listFolders,
  getFolder: resourceManager.getFolder,
  createFolder: resourceManager.createFolder,
  updateFolder: resourceManager.updateFolder,
  deleteFolder: resourceManager.deleteFolder,
  listFolderOperations: resourceManager.listFolderOperations,
  listFolderAccessBindings: access.listFolderAccessBindings,
  setFolderAccessBindings: access.setFolderAccessBindings,
  updateFolderAccessBindings: access.updateFolderAccessBindings,
  listFolderAccessPolicyBindings: accessPolicies.listFolderAccessPolicyBindings,
  bindFolderAccessPolicy: accessPolicies.bindFolderAccessPolicy,
  unbindFolderAccessPolicy: accessPolicies.unbindFolderAccessPolicy,
  updateFolderAccessPolicyBindingParameters: accessPolicies.updateFolderAccessPolicyBindingParameters,

  listApiEndpoints: apiEndpoints.listApiEndpoints,
  getApiEndpoint: apiEndpoints.getApiEndpoint,

  createSession: sessions.createSession,
  getSession: sessions.getSession,
  deleteSession: sessions.deleteSession,
  deleteSessions: sessions.deleteSessions,
} as const satisfies Record<string, Endpoint>

export type EndpointId = keyof typeof api
