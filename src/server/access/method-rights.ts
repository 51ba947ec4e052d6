import type { api } from '#contract/api.ts'
import type { Endpoint, ServerInput } from '#contract/endpoint.ts'
import type { Ctx, MethodId } from '../verb.ts'
import { accountOrSelf, type Actor } from './actor.ts'
import { authorize, type ResourceRef } from './authorize.ts'
import { type Action, rolesThatAllow } from './rights.ts'

/** What a request must be allowed to do, and on what; or nothing beyond being signed in. */
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

/** Every method and its right. One that is missing does not compile, so none can be forgotten. */
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
  // Who has the token may end it: it is stolen, or its own.
  revokeIamToken: 'signedIn',

  // The right depends on what the operation was done to: `authorize` looks.
  getOperation: ['viewAccount', operationOfPath],
  // Changes nothing: every operation is done.
  cancelOperation: ['viewAccount', operationOfPath],
  cancelOperationByPost: ['viewAccount', operationOfPath],

  listRoles: 'signedIn',
  getRole: 'signedIn',

  // Answers what the caller may see.
  listClouds: 'signedIn',
  getCloud: ['viewCloud', ({ params }) => cloud(params.cloudId)],
  listCloudAccessBindings: ['viewResourceAccess', resourceOfPath(cloud)],
  setCloudAccessBindings: ['manageResourceAccess', resourceOfPath(cloud)],
  updateCloudAccessBindings: ['manageResourceAccess', resourceOfPath(cloud)],
  listFolders: ['viewCloud', ({ query }) => cloud(query.cloudId)],
  getFolder: ['viewFolder', ({ params }) => folder(params.folderId)],
  listFolderAccessBindings: ['viewResourceAccess', resourceOfPath(folder)],
  setFolderAccessBindings: ['manageResourceAccess', resourceOfPath(folder)],
  updateFolderAccessBindings: ['manageResourceAccess', resourceOfPath(folder)],
  listFolderAccessPolicyBindings: ['viewPolicies', resourceOfPath(folder)],
  bindFolderAccessPolicy: ['managePolicies', resourceOfPath(folder)],
  unbindFolderAccessPolicy: ['managePolicies', resourceOfPath(folder)],
}

/** Roles each of which is enough for the method, on what it acts on or what that is in; undefined when none is needed. */
export const rolesFor = (endpointId: string): readonly string[] | undefined => {
  const right = rights[endpointId as MethodId] as Right<Endpoint> | undefined
  return right === undefined || right === 'signedIn' ? undefined : rolesThatAllow(right[0])
}

/** To be called before every verb. @throws StatusError as `authorize` does */
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
