import type { api } from '#contract/api.ts'
import type { Endpoint, ServerInput } from '#contract/endpoint.ts'
import type { Ctx } from '../verb.ts'
import { accountOrSelf, type Actor } from './actor.ts'
import { authorize, type Where } from './authorize.ts'
import { type Action, rolesThatAllow } from './rights.ts'

type Api = typeof api

/** The endpoints that act on something; those of the session are for everybody to begin with. */
export type GuardedId = Exclude<keyof Api, 'createSession' | 'getSession' | 'deleteSession'>

/** What a request must be allowed to do, and on what; or nothing beyond being signed in. */
type Right<E> = 'signedIn' | readonly [Action, (input: ServerInput<E>, actor: Actor) => Where]

const cloud = (id: string): Where => ({ kind: 'cloud', id })
const folder = (id: string): Where => ({ kind: 'folder', id })
const account = (id: string): Where => ({ kind: 'serviceAccount', id })
const apiKey = (id: string): Where => ({ kind: 'apiKey', id })

const accountOfPath = (input: { readonly params: { readonly serviceAccountId: string } }) =>
  account(input.params.serviceAccountId)
const keyOfPath = (input: { readonly params: { readonly apiKeyId: string } }) => apiKey(input.params.apiKeyId)
const operationOfPath = (input: { readonly params: { readonly operationId: string } }): Where => ({
  kind: 'operation',
  id: input.params.operationId,
})
const resourceOfPath =
  (where: (id: string) => Where) =>
  ({ params }: { readonly params: { readonly resourceId: string } }) =>
    where(params.resourceId)

/** Every method and its right. One that is missing does not compile, so none can be forgotten. */
const rights: { readonly [Id in GuardedId]: Right<Api[Id]> } = {
  listServiceAccounts: ['viewFolder', ({ query }) => folder(query.folderId)],
  getServiceAccount: ['viewAccount', accountOfPath],
  createServiceAccount: ['createAccount', ({ body }) => folder(body.folderId)],
  updateServiceAccount: ['manageAccount', accountOfPath],
  deleteServiceAccount: ['manageAccount', accountOfPath],
  suspendServiceAccount: ['manageAccount', accountOfPath],
  reactivateServiceAccount: ['manageAccount', accountOfPath],
  listServiceAccountOperations: [
    'viewAccount',
    ({ params }) => ({ kind: 'serviceAccountHistory', id: params.serviceAccountId }),
  ],
  listServiceAccountAccessBindings: ['viewAccountAccess', resourceOfPath(account)],
  setServiceAccountAccessBindings: ['manageAccountAccess', resourceOfPath(account)],
  updateServiceAccountAccessBindings: ['manageAccountAccess', resourceOfPath(account)],

  listApiKeys: ['viewKeys', ({ query }, actor) => account(accountOrSelf(actor, query.serviceAccountId))],
  listScopes: 'signedIn',
  getApiKey: ['viewKeys', keyOfPath],
  createApiKey: ['manageKeys', ({ body }, actor) => account(accountOrSelf(actor, body.serviceAccountId))],
  updateApiKey: ['manageKeys', keyOfPath],
  deleteApiKey: ['manageKeys', keyOfPath],
  listApiKeyOperations: ['viewKeys', ({ params }) => ({ kind: 'apiKeyHistory', id: params.apiKeyId })],

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
  const right = rights[endpointId as GuardedId] as Right<Endpoint> | undefined
  return right === undefined || right === 'signedIn' ? undefined : rolesThatAllow(right[0])
}

/** The first step of every verb. @throws StatusError as `authorize` does */
export const authorizeEndpoint = async <E extends Endpoint & { readonly id: GuardedId }>(
  ctx: Ctx,
  endpoint: E,
  input: ServerInput<E>,
): Promise<void> => {
  const right = rights[endpoint.id] as Right<E>
  if (right === 'signedIn') return
  const [action, where] = right
  await authorize(ctx, action, where(input, ctx.actor))
}
