import { pathSegment as segment } from '#console/api/path-segment.ts'

/** One link builder per route. */
export const paths = {
  root: '/',
  signIn: '/sign-in',
  serviceAccounts: (folderId: string) => `/folders/${segment(folderId)}/service-accounts`,
  /** Every key of the folder. @param search such as filters of the list */
  inventory: (folderId: string, search: URLSearchParams = new URLSearchParams()) =>
    `/folders/${segment(folderId)}/api-keys${search.size === 0 ? '' : `?${search}`}`,
  serviceAccount: (folderId: string, serviceAccountId: string) =>
    `/folders/${segment(folderId)}/service-accounts/${segment(serviceAccountId)}`,
  /** The account's page with "Create API key" open. @param fields the prefill */
  createApiKey: (folderId: string, serviceAccountId: string, fields: URLSearchParams) =>
    `${paths.serviceAccount(folderId, serviceAccountId)}?${new URLSearchParams([['create', '1'], ...fields])}`,
  /** @param apiKeyId shows the operations of this key */
  serviceAccountOperations: (folderId: string, serviceAccountId: string, apiKeyId?: string) =>
    `${paths.serviceAccount(folderId, serviceAccountId)}/operations${
      apiKeyId === undefined ? '' : `?apiKeyId=${segment(apiKeyId)}`
    }`,
  serviceAccountAccess: (folderId: string, serviceAccountId: string) =>
    `${paths.serviceAccount(folderId, serviceAccountId)}/access`,
} as const
