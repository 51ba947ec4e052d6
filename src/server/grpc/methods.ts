import type { DescMethodUnary } from '@bufbuild/protobuf'

import { api } from '#contract/api.ts'
import type { MethodId, PublicMethodId } from '../verb.ts'
import { methodNamed } from './registry.ts'

const accessBindings = <const Kind extends string>(kind: Kind) =>
  ({
    ListAccessBindings: `list${kind}AccessBindings`,
    SetAccessBindings: `set${kind}AccessBindings`,
    UpdateAccessBindings: `update${kind}AccessBindings`,
  }) as const

const accessPolicies = <const Kind extends string>(kind: Kind) =>
  ({
    ListAccessPolicyBindings: `list${kind}AccessPolicyBindings`,
    BindAccessPolicy: `bind${kind}AccessPolicy`,
    UnbindAccessPolicy: `unbind${kind}AccessPolicy`,
    UpdateAccessPolicyBindingParameters: `update${kind}AccessPolicyBindingParameters`,
  }) as const

/** The endpoint behind each method of each service. */
const services = {
  'yandex.cloud.endpoint.ApiEndpointService': { Get: 'getApiEndpoint', List: 'listApiEndpoints' },
  'yandex.cloud.iam.v1.ApiKeyService': {
    List: 'listApiKeys',
    ListScopes: 'listScopes',
    Get: 'getApiKey',
    Create: 'createApiKey',
    Update: 'updateApiKey',
    Delete: 'deleteApiKey',
    ListOperations: 'listApiKeyOperations',
  },
  'yandex.cloud.iam.v1.IamTokenService': {
    Create: 'createIamToken',
    CreateForServiceAccount: 'createIamTokenForServiceAccount',
    Revoke: 'revokeIamToken',
  },
  'yandex.cloud.iam.v1.RoleService': { Get: 'getRole', List: 'listRoles' },
  'yandex.cloud.iam.v1.ServiceAccountService': {
    List: 'listServiceAccounts',
    Get: 'getServiceAccount',
    Create: 'createServiceAccount',
    Update: 'updateServiceAccount',
    Delete: 'deleteServiceAccount',
    Suspend: 'suspendServiceAccount',
    Reactivate: 'reactivateServiceAccount',
    ListOperations: 'listServiceAccountOperations',
    ...accessBindings('ServiceAccount'),
  },
  'yandex.cloud.operation.OperationService': { Get: 'getOperation', Cancel: 'cancelOperation' },
  'yandex.cloud.resourcemanager.v1.CloudService': {
    Get: 'getCloud',
    List: 'listClouds',
    ListOperations: 'listCloudOperations',
    ...accessBindings('Cloud'),
    ...accessPolicies('Cloud'),
  },
  'yandex.cloud.resourcemanager.v1.FolderService': {
    Get: 'getFolder',
    List: 'listFolders',
    Create: 'createFolder',
    Update: 'updateFolder',
    Delete: 'deleteFolder',
    ListOperations: 'listFolderOperations',
    ...accessBindings('Folder'),
    ...accessPolicies('Folder'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, MethodId | PublicMethodId>>>>

/** A method with its endpoint. */
export interface Method {
  readonly desc: DescMethodUnary
  readonly endpoint: (typeof api)[MethodId | PublicMethodId]
}

/** Every method of the API. */
export const methods: readonly Method[] = Object.entries(services).flatMap(([service, ids]) =>
  Object.entries<MethodId | PublicMethodId>(ids).map(([name, id]) => ({
    desc: methodNamed(service, name, 'unary'),
    endpoint: api[id],
  })),
)
