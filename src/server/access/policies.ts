import {
  type AccessPolicyBinding,
  accessPolicyTemplates as templates,
  type bindFolderAccessPolicy,
  type listFolderAccessPolicyBindings,
  type unbindFolderAccessPolicy,
  type updateFolderAccessPolicyBindingParameters,
} from '#contract/access-policy.ts'
import { resourceInfo } from '#contract/status.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { newId } from '../messages/ids.ts'
import { accessMessage, recordOperation } from '../operations/record.ts'
import { nextPageToken, pageRequest } from '../messages/page.ts'
import type { ServiceAccountRow } from '../store/rows.ts'
import { DuplicateError, type Tables } from '../store/store.ts'
import * as bindable from './bindable.ts'

// The last three can be bound without effect: they forbid credentials this service lacks (API reference 4.7).
const knownTemplates = new Set<string>([
  ...Object.values(templates),
  'iam.denyServiceAccountAccessKeysCreation',
  'iam.denyServiceAccountAuthorizedKeysCreation',
  'iam.denyServiceAccountFederatedCredentialsCreation',
])

interface PolicyVerbs {
  readonly list: bindable.BindableVerb<typeof listFolderAccessPolicyBindings>
  readonly bind: bindable.BindableVerb<typeof bindFolderAccessPolicy>
  readonly unbind: bindable.BindableVerb<typeof unbindFolderAccessPolicy>
  readonly updateParameters: bindable.BindableVerb<typeof updateFolderAccessPolicyBindingParameters>
}

const policyVerbs = (kind: bindable.Bindable): PolicyVerbs => ({
  list: async ({ store }, { params: { resourceId }, query }) => {
    await kind.find(store, resourceId)
    const page = await store.accessPolicies.list(resourceId, pageRequest(query))
    const accessPolicyBindings = page.rows.map(({ templateId, parameters }): AccessPolicyBinding => ({
      accessPolicyTemplateId: templateId,
      parameters: { ...parameters },
    }))
    return { accessPolicyBindings, nextPageToken: nextPageToken(page) }
  },

  bind: (ctx, { params: { resourceId }, body }) =>
    ctx.store.transaction(async (tx) => {
      const { accessPolicyTemplateId, parameters = {} } = body.accessPolicyBinding
      const target = await kind.lock(tx, resourceId)
      if (!knownTemplates.has(accessPolicyTemplateId)) {
        const field = 'access_policy_binding.access_policy_template_id'
        throw validationFailed([{ field, description: `Unknown access policy template ${accessPolicyTemplateId}` }])
      }
      const row = { id: newId(), resourceId, templateId: accessPolicyTemplateId, parameters }
      await tx.accessPolicies.insert({ ...row, createdAt: ctx.now().toISOString() }).catch((error: unknown) => {
        if (!(error instanceof DuplicateError)) throw error
        throw new StatusError(
          'ALREADY_EXISTS',
          `Access policy ${accessPolicyTemplateId} is already bound to ${resourceId}`,
        )
      })
      const accessPolicyBinding = { accessPolicyTemplateId, parameters }
      return recordOperation(tx, ctx, {
        target,
        description: 'Bind access policy',
        metadata: accessMessage('BindAccessPolicyMetadata', { resourceId, accessPolicyBinding }),
        response: accessMessage('BindAccessPolicyResponse', {}),
      })
    }),

  unbind: (ctx, { params: { resourceId }, body: { accessPolicyTemplateId } }) =>
    ctx.store.transaction(async (tx) => {
      const target = await kind.lock(tx, resourceId)
      if (!(await tx.accessPolicies.delete(resourceId, accessPolicyTemplateId))) {
        throw notBound(accessPolicyTemplateId, resourceId)
      }
      return recordOperation(tx, ctx, {
        target,
        description: 'Unbind access policy',
        metadata: accessMessage('UnbindAccessPolicyMetadata', { resourceId, accessPolicyTemplateId }),
        response: accessMessage('UnbindAccessPolicyResponse', {}),
      })
    }),

  updateParameters: (ctx, { params: { resourceId }, body }) =>
    ctx.store.transaction(async (tx) => {
      const { accessPolicyTemplateId, parameters = {} } = body.accessPolicyBinding
      const target = await kind.lock(tx, resourceId)
      if (!(await tx.accessPolicies.update(resourceId, accessPolicyTemplateId, parameters))) {
        throw notBound(accessPolicyTemplateId, resourceId)
      }
      const accessPolicyBinding = { accessPolicyTemplateId, parameters }
      return recordOperation(tx, ctx, {
        target,
        description: 'Update access policy parameters',
        metadata: accessMessage('UpdateAccessPolicyBindingParametersMetadata', { resourceId, accessPolicyBinding }),
        response: accessMessage('UpdateAccessPolicyBindingParametersResponse', {}),
      })
    }),
})

export const ofClouds = policyVerbs(bindable.cloud)
export const ofFolders = policyVerbs(bindable.folder)

const notBound = (templateId: string, resourceId: string): StatusError =>
  new StatusError('NOT_FOUND', `Access policy ${templateId} is not bound to ${resourceId}`)

/** The actions that policies can forbid, and the templates that do (API reference 4.7). */
const policiesAgainst = {
  createApiKey: [templates.apiKeys, templates.credentials],
  createServiceAccount: [templates.serviceAccounts],
  createIamToken: [templates.impersonation],
} as const

/**
 * The caller must hold the cloud's lock.
 * @throws StatusError PERMISSION_DENIED if a policy on the folder or its cloud forbids the action
 */
export const enforcePolicies = async (
  tx: Tables,
  action: keyof typeof policiesAgainst,
  { folderId, cloudId }: Pick<ServiceAccountRow, 'folderId' | 'cloudId'>,
): Promise<void> => {
  const policy = await tx.accessPolicies.find([folderId, cloudId], policiesAgainst[action])
  if (policy === undefined) return
  const where = `${policy.resourceId === folderId ? 'folder' : 'cloud'} ${policy.resourceId}`
  throw new StatusError(
    'PERMISSION_DENIED',
    `Permission denied: forbidden by access policy ${policy.templateId} of ${where}`,
    [resourceInfo('yandex.cloud.access.AccessPolicy', policy.templateId, policy.resourceId)],
  )
}
