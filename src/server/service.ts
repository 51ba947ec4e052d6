import { api } from '#contract/api.ts'
import { type ServerInput, type ServerOutput, takesIdempotencyKey } from '#contract/endpoint.ts'
import { type Access, accessOf } from './access/access.ts'
import { type Actor, administrator } from './access/actor.ts'
import * as accessBindings from './access/bindings.ts'
import { authorizeMethod } from './access/method-rights.ts'
import * as accessPolicies from './access/policies.ts'
import * as roles from './access/roles.ts'
import * as apiEndpoints from './api-endpoints/verbs.ts'
import * as apiKeys from './api-keys/verbs.ts'
import { exchangeToken } from './iam-tokens/exchange.ts'
import * as iamTokens from './iam-tokens/verbs.ts'
import { exactlyOnce, idempotencyKey } from './idempotency/exactly-once.ts'
import { parseInput, type RawInput } from './messages/parse-input.ts'
import { NonexistentError } from './messages/status-error.ts'
import * as operations from './operations/verbs.ts'
import * as resourceManager from './resource-manager/verbs.ts'
import * as serviceAccounts from './service-accounts/verbs.ts'
import { type CredentialDeps, type Credentials, authenticateCaller } from './sessions/credentials.ts'
import type { Store, TransactionalTables } from './store/store.ts'
import type { Ctx, MethodId, PublicMethodId, Quotas, Verb } from './verb.ts'

/** The verb of each method. A method without one does not compile. */
const verbs: { readonly [Id in MethodId]: Verb<(typeof api)[Id]> } = {
  listServiceAccounts: serviceAccounts.list,
  getServiceAccount: serviceAccounts.get,
  createServiceAccount: serviceAccounts.create,
  updateServiceAccount: serviceAccounts.update,
  deleteServiceAccount: serviceAccounts.remove,
  suspendServiceAccount: serviceAccounts.suspend,
  reactivateServiceAccount: serviceAccounts.reactivate,
  listServiceAccountOperations: serviceAccounts.operations,
  listServiceAccountAccessBindings: accessBindings.ofServiceAccounts.list,
  setServiceAccountAccessBindings: accessBindings.ofServiceAccounts.set,
  updateServiceAccountAccessBindings: accessBindings.ofServiceAccounts.update,

  listApiKeys: apiKeys.list,
  listScopes: apiKeys.scopes,
  getApiKey: apiKeys.get,
  createApiKey: apiKeys.create,
  updateApiKey: apiKeys.update,
  deleteApiKey: apiKeys.remove,
  listApiKeyOperations: apiKeys.operations,

  createIamTokenForServiceAccount: iamTokens.create,
  revokeIamToken: iamTokens.revoke,

  getOperation: operations.get,
  // Operations are done when they are created, so there is nothing to cancel.
  cancelOperation: operations.get,
  cancelOperationByPost: operations.get,

  listRoles: roles.list,
  getRole: roles.get,

  listClouds: resourceManager.listClouds,
  getCloud: resourceManager.getCloud,
  listCloudOperations: resourceManager.listCloudOperations,
  listCloudAccessBindings: accessBindings.ofClouds.list,
  setCloudAccessBindings: accessBindings.ofClouds.set,
  updateCloudAccessBindings: accessBindings.ofClouds.update,
  listCloudAccessPolicyBindings: accessPolicies.ofClouds.list,
  bindCloudAccessPolicy: accessPolicies.ofClouds.bind,
  unbindCloudAccessPolicy: accessPolicies.ofClouds.unbind,
  updateCloudAccessPolicyBindingParameters: accessPolicies.ofClouds.updateParameters,
  listFolders: resourceManager.listFolders,
  getFolder: resourceManager.getFolder,
  createFolder: resourceManager.createFolder,
  updateFolder: resourceManager.updateFolder,
  deleteFolder: resourceManager.deleteFolder,
  listFolderOperations: resourceManager.listFolderOperations,
  listFolderAccessBindings: accessBindings.ofFolders.list,
  setFolderAccessBindings: accessBindings.ofFolders.set,
  updateFolderAccessBindings: accessBindings.ofFolders.update,
  listFolderAccessPolicyBindings: accessPolicies.ofFolders.list,
  bindFolderAccessPolicy: accessPolicies.ofFolders.bind,
  unbindFolderAccessPolicy: accessPolicies.ofFolders.unbind,
  updateFolderAccessPolicyBindingParameters: accessPolicies.ofFolders.updateParameters,
}

/** Implements a method that anybody may call. */
type PublicVerb<Id extends PublicMethodId> = (
  options: ServiceOptions,
  input: ServerInput<(typeof api)[Id]>,
  caller: AnyCaller,
) => Promise<ServerOutput<(typeof api)[Id]>> | ServerOutput<(typeof api)[Id]>

const publicVerbs: { readonly [Id in PublicMethodId]: PublicVerb<Id> } = {
  async createIamToken({ credentials }, { body }, { address, onActor }) {
    const token = await exchangeToken(credentials, body, address)
    onActor(administrator)
    return token
  },
  listApiEndpoints: ({ advertisedAddress }, input, { authority }) =>
    apiEndpoints.list(advertisedAddress ?? authority, input),
  getApiEndpoint: ({ advertisedAddress }, input, { authority }) =>
    apiEndpoints.get(advertisedAddress ?? authority, input),
}

/** What a transport knows about a request before parsing it. */
export interface Caller extends Credentials {
  /** Host and port by which the caller reached the service, such as `localhost:8080`. */
  readonly authority: string
  /** The raw header. Validated only if the method honours it. */
  readonly idempotencyKey: string | undefined
  /** Called once the caller is authenticated, for the log. */
  readonly onActor: (actor: Actor) => void
}

/** The part of it that matters for a method that anybody may call. */
type AnyCaller = Pick<Caller, 'address' | 'authority' | 'onActor'>

/** The IAM service, independent of the transport. */
export interface Service {
  /**
   * Calls a method, and returns its response. Unless anybody may call it, authenticates before reading the request, and
   * authorises before replaying a saved response.
   *
   * @param read reads the request from the transport; may throw a StatusError
   * @throws StatusError for every expected error; anything else is a bug or an outage
   */
  call(id: MethodId | PublicMethodId, caller: Caller, read: () => Promise<RawInput>): Promise<unknown>
}

export interface ServiceOptions {
  readonly store: Store
  readonly credentials: CredentialDeps
  readonly now: () => Date
  readonly quotas: Quotas
  readonly scopes: readonly string[]
  /** Host and port to tell clients, instead of those by which each of them came. */
  readonly advertisedAddress?: string | undefined
}

export const createService = (options: ServiceOptions): Service => {
  const { store, credentials, quotas, scopes, now } = options

  const callPublic = async <Id extends PublicMethodId>(id: Id, caller: AnyCaller, read: () => Promise<RawInput>) =>
    publicVerbs[id](options, parseInput(api[id], await read()), caller)

  const callAuthenticated = async <Id extends MethodId>(id: Id, caller: Caller, read: () => Promise<RawInput>) => {
    const isWrite = takesIdempotencyKey(api[id])
    const { actor } = await authenticateCaller(caller, credentials)
    caller.onActor(actor)
    const key = isWrite ? idempotencyKey(caller.idempotencyKey) : undefined
    const input = parseInput(api[id], await read())
    const ctxOver = (tables: TransactionalTables): Ctx => {
      const access = once(() => accessOf(actor, tables))
      return { actor, access, store: tables, now, quotas, scopes }
    }
    const ctx = ctxOver(store)
    // Do not throw yet: a repeated delete finds no resource, but may have a saved response.
    const nonexistent = await authorizeMethod(ctx, id, input).catch(returnNonexistent)
    if (isWrite) await credentials.sweep()
    const run = (within: Ctx) => {
      if (nonexistent) throw nonexistent
      return verbs[id](within, input)
    }
    return key === undefined ? run(ctx) : exactlyOnce(ctx, { key, id, input, run: (tx) => run(ctxOver(tx)) })
  }

  return {
    call: (id, caller, read) => (isPublic(id) ? callPublic(id, caller, read) : callAuthenticated(id, caller, read)),
  }
}

const isPublic = (id: MethodId | PublicMethodId): id is PublicMethodId => id in publicVerbs

const returnNonexistent = (error: unknown): NonexistentError => {
  if (error instanceof NonexistentError) return error
  throw error
}

const once = (read: () => Promise<Access>): (() => Promise<Access>) => {
  let access: Promise<Access> | undefined
  return () => (access ??= read())
}
