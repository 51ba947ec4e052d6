import type { api } from '#contract/api.ts'
import type { Endpoint, ServerInput } from '#contract/endpoint.ts'
import type { Ctx, MethodId } from '../verb.ts'
import { accountOrSelf, type Actor } from './actor.ts'
import { authorize, type ResourceRef } from './authorize.ts'
import { type Action, rolesThatAllow } from './rights.ts'

/** The action a method performs and the resource it acts on, or 'signedIn' if any authenticated caller may call it. */
type Right<E> = 'signedIn' | readonly [Action, (input: ServerInput<E>, actor: Actor) => ResourceRef]

const cloud = (id: string): ResourceRef => ({ kind: 'cloud', id })
const folder = (id: string): ResourceRef => ({ kind: 'folder', id })
const account = (id: string): ResourceRef => ({ kind: 'serviceAccount', id })
const apiKey = (id: string): ResourceRef => ({ kind: 'apiKey', id })

const accountOfPath = (input: { readonly params: { readonly serviceAccountId: string } }) =>
  account(input.params.serviceAccountId)
const keyOfPath = (input: { readonly params: { readonly apiKeyId: string } }) => apiKey(input.params.apiKeyId)
const accountHistoryOfPath = (input: { readonly params: { readonly serviceAccountId: string } }): ResourceRef => ({
  kind: 'serviceAccountHistory',
  id: input.params.serviceAccountId,
})
const keyHistoryOfPath = (input: { readonly params: { readonly apiKeyId: string } }): ResourceRef => ({
  kind: 'apiKeyHistory',
  id: input.params.apiKeyId,
})
const operationOfPath = (input: { readonly params: { readonly operationId: string } }): ResourceRef => ({
  kind: 'operation',
  id: input.params.operationId,
})
const resourceOfPath =
  (ref: (id: string) => ResourceRef) =>
  ({ params }: { readonly params: { readonly resourceId: string } }) =>
    ref(params.resourceId)

/** The right each method requires. A method without one does not compile. */
const rights: { readonly [Id in MethodId]: Right<(typeof api)[Id]> } = {
  listServiceAccounts: ['viewFolder', ({ query }) => folder(query.folderId)],
  getServiceAccount: ['viewAccount', accountOfPath],
  createServiceAccount: ['createAccount', ({ body }) => folder(body.folderId)],
  updateServiceAccount: ['manageAccount', accountOfPath],
  deleteServiceAccount: ['manageAccount', accountOfPath],
  suspendServiceAccount: ['manageAccount', accountOfPath],
  reactivateServiceAccount: ['manageAccount', accountOfPath],
  listServiceAccountOperations: ['viewAccount', accountHistoryOfPath],
  listServiceAccountAccessBindings: ['viewAccountAccess', resourceOfPath(account)],
  setServiceAccountAccessBindings: ['manageAccountAccess', resourceOfPath(account)],
  updateServiceAccountAccessBindings: ['manageAccountAccess', resourceOfPath(account)],

  listApiKeys: ['viewKeys', ({ query }, actor) => account(accountOrSelf(actor, query.serviceAccountId))],
  listScopes: 'signedIn',
  getApiKey: ['viewKeys', keyOfPath],
  createApiKey: ['manageKeys', ({ body }, actor) => account(accountOrSelf(actor, body.serviceAccountId))],
  updateApiKey: ['manageKeys', keyOfPath],
  deleteApiKey: ['manageKeys', keyOfPath],
  listApiKeyOperations: ['viewKeys', keyHistoryOfPath],

  createIamTokenForServiceAccount: ['createToken', ({ body }) => account(body.serviceAccountId)],
  // Possession is enough: it is the caller's own token, or a leaked one that should be revoked.
  revokeIamToken: 'signedIn',

  // The actual right depends on the operation's resource: see `authorize`.
  getOperation: ['viewAccount', operationOfPath],
  // A no-op, because every operation is already done.
  cancelOperation: ['viewAccount', operationOfPath],
  cancelOperationByPost: ['viewAccount', operationOfPath],

  listRoles: 'signedIn',
  getRole: 'signedIn',

  // Returns only what the caller may view.
  listClouds: 'signedIn',
  getCloud: ['viewCloud', ({ params }) => cloud(params.cloudId)],
  listCloudOperations: ['viewResourceAccess', ({ params }) => cloud(params.cloudId)],
  listCloudAccessBindings: ['viewResourceAccess', resourceOfPath(cloud)],
  setCloudAccessBindings: ['manageResourceAccess', resourceOfPath(cloud)],
  updateCloudAccessBindings: ['manageResourceAccess', resourceOfPath(cloud)],
  listCloudAccessPolicyBindings: ['viewPolicies', resourceOfPath(cloud)],
  bindCloudAccessPolicy: ['managePolicies', resourceOfPath(cloud)],
  unbindCloudAccessPolicy: ['managePolicies', resourceOfPath(cloud)],
  updateCloudAccessPolicyBindingParameters: ['managePolicies', resourceOfPath(cloud)],
  listFolders: ['viewCloud', ({ query }) => cloud(query.cloudId)],
  getFolder: ['viewFolder', ({ params }) => folder(params.folderId)],
  createFolder: ['manageFolder', ({ body }) => cloud(body.cloudId)],
  updateFolder: ['manageFolder', ({ params }) => folder(params.folderId)],
  deleteFolder: ['manageFolder', ({ params }) => folder(params.folderId)],
  listFolderOperations: ['viewResourceAccess', ({ params }) => folder(params.folderId)],
  listFolderAccessBindings: ['viewResourceAccess', resourceOfPath(folder)],
  setFolderAccessBindings: ['manageResourceAccess', resourceOfPath(folder)],
  updateFolderAccessBindings: ['manageResourceAccess', resourceOfPath(folder)],
  listFolderAccessPolicyBindings: ['viewPolicies', resourceOfPath(folder)],
  bindFolderAccessPolicy: ['managePolicies', resourceOfPath(folder)],
  unbindFolderAccessPolicy: ['managePolicies', resourceOfPath(folder)],
  updateFolderAccessPolicyBindingParameters: ['managePolicies', resourceOfPath(folder)],
}

/** Roles that each allow the method, on its resource or an ancestor. Undefined if it needs none. */
export const rolesFor = (endpointId: string): readonly string[] | undefined => {
  const right = rights[endpointId as MethodId] as Right<Endpoint> | undefined
  return right === undefined || right === 'signedIn' ? undefined : rolesThatAllow(right[0])
}

/** Must run before every verb. @throws StatusError as `authorize` does */
export const authorizeMethod = async <Id extends MethodId>(
  ctx: Ctx,
  id: Id,
  input: ServerInput<(typeof api)[Id]>,
): Promise<void> => {
  const right: Right<(typeof api)[Id]> = rights[id]
  if (right === 'signedIn') return
  const [action, resourceOf] = right
  await authorize(ctx, action, resourceOf(input, ctx.actor))
}
