import { useQuery } from '@tanstack/react-query'

import { useMessages } from '#console/i18n/i18n.ts'
import { accessPolicyTemplates as templates } from '#contract/access-policy.ts'
import { accessQueries } from './queries.ts'

/** What an access policy can forbid, and the policy templates that do (API reference 4.7). */
const policiesAgainst = {
  apiKeys: [templates.apiKeys, templates.credentials],
  serviceAccounts: [templates.serviceAccounts],
} as const

/**
 * Why creation is forbidden in a folder, or undefined. Covers only the folder's own policies. If those cannot be read,
 * and for policies above the folder, the attempt decides.
 */
export const useForbidden = (folderId: string, kind: keyof typeof policiesAgainst) => {
  const m = useMessages()
  const { data = [] } = useQuery(accessQueries.policiesOfFolder(folderId))
  const policy = policiesAgainst[kind].find((id) => data.some((binding) => binding.accessPolicyTemplateId === id))
  if (policy === undefined) return undefined
  return { reason: kind === 'apiKeys' ? m.access.forbidsApiKeys(policy) : m.access.forbidsServiceAccounts(policy) }
}
