import {
  type AccessPolicyBinding,
  accessPolicyTemplates as templates,
  type bindFolderAccessPolicy,
  type listFolderAccessPolicyBindings,
  type unbindFolderAccessPolicy,
} from '#contract/access-policy.ts'
import { resourceInfo } from '#contract/status.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { newId } from '../messages/ids.ts'
import { accessMessage, folderTarget, recordOperation } from '../operations/record.ts'
import { nextPageToken, pageRequest } from '../messages/page.ts'
import { folderById } from '../resource-manager/find.ts'
import type { FolderRow, ServiceAccountRow } from '../store/rows.ts'
import { DuplicateError, type Tables } from '../store/store.ts'
import type { Verb } from '../verb.ts'

// The last three can be bound without effect: they forbid credentials this service lacks (API reference 4.7).
const knownTemplates = new Set<string>([
  ...Object.values(templates),
  'iam.denyServiceAccountAccessKeysCreation',
  'iam.denyServiceAccountAuthorizedKeysCreation',
  'iam.denyServiceAccountFederatedCredentialsCreation',
])

export const list: Verb<typeof listFolderAccessPolicyBindings> = async ({ store }, { params, query }) => {
  await folderById(store, params.resourceId)
  const page = await store.accessPolicies.list(params.resourceId, pageRequest(query))
  const accessPolicyBindings = page.rows.map(({ templateId, parameters }): AccessPolicyBinding => ({
    accessPolicyTemplateId: templateId,
    parameters: { ...parameters },
  }))
  return { accessPolicyBindings, nextPageToken: nextPageToken(page) }
}

export const bind: Verb<typeof bindFolderAccessPolicy> = (ctx, { params: { resourceId }, body }) =>
  ctx.store.transaction(async (tx) => {
    const { accessPolicyTemplateId, parameters = {} } = body.accessPolicyBinding
    const folder = await lockFolder(tx, resourceId)
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
      target: folderTarget(folder),
      description: 'Bind access policy',
      metadata: accessMessage('BindAccessPolicyMetadata', { resourceId, accessPolicyBinding }),
      response: accessMessage('BindAccessPolicyResponse', {}),
    })
  })

export const unbind: Verb<typeof unbindFolderAccessPolicy> = (ctx, { params: { resourceId }, body }) =>
  ctx.store.transaction(async (tx) => {
    const { accessPolicyTemplateId } = body
    const folder = await lockFolder(tx, resourceId)
    if (!(await tx.accessPolicies.delete(resourceId, accessPolicyTemplateId))) {
      throw new StatusError('NOT_FOUND', `Access policy ${accessPolicyTemplateId} is not bound to ${resourceId}`)
    }
    return recordOperation(tx, ctx, {
      target: folderTarget(folder),
      description: 'Unbind access policy',
      metadata: accessMessage('UnbindAccessPolicyMetadata', { resourceId, accessPolicyTemplateId }),
      response: accessMessage('UnbindAccessPolicyResponse', {}),
    })
  })

// The verbs that policies can forbid take the same lock, so an acknowledged policy applies to every later call and no
// earlier one is still running.
const lockFolder = async (tx: Tables, folderId: string): Promise<FolderRow> => {
  const folder = await folderById(tx, folderId)
  await tx.clouds.lock(folder.cloudId, 'exclusive')
  return folder
}

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
