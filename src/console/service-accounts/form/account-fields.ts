import { type Expiry, expiryMoment, toTimestamp } from '#console/ui/expiry/expiry.ts'
import type { ClientInput } from '#contract/endpoint.ts'
import type { createServiceAccount, ServiceAccount, updateServiceAccount } from '#contract/service-account.ts'
import { type LabelRow, labelsOf, rowsOf, sameLabels } from './labels.ts'

/** Values of the account form. */
export interface AccountFields {
  name: string
  description: string
  labels: readonly LabelRow[]
  expiry: Expiry
}

type Create = NonNullable<ClientInput<typeof createServiceAccount>['body']>
type Update = NonNullable<ClientInput<typeof updateServiceAccount>['body']>

export const newAccount: AccountFields = {
  name: '',
  description: '',
  labels: [],
  expiry: { choice: 'never', custom: null },
}

export const fieldsOf = ({ name, description, labels, expiresAt }: ServiceAccount): AccountFields => ({
  name,
  description,
  labels: rowsOf(labels),
  expiry: { choice: expiresAt === undefined ? 'never' : 'keep', custom: null },
})

/** @param from start of lifetimes */
export const creationOf = (fields: AccountFields, folderId: string, from: Date): Create => {
  const { name, description } = fields
  const labels = labelsOf(fields.labels)
  const at = expiryMoment(fields.expiry, { from })
  return {
    folderId,
    name,
    ...(description !== '' && { description }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(at !== null && { expiresAt: toTimestamp(at) }),
  }
}

/** The expiry to send: `""` removes it, undefined keeps it. */
const newExpiry = (expiry: Expiry, current: string | undefined, from: Date): string | undefined => {
  const at = expiryMoment(expiry, { from, current })
  const stands = current === undefined ? null : Date.parse(current)
  if ((at?.getTime() ?? null) === stands) return undefined
  return at === null ? '' : toTimestamp(at)
}

/**
 * The update from `account` to the form's values: the changed fields, named in the mask. `""` removes an expiry (API
 * reference 2.3).
 *
 * @returns null without changes
 */
export const changeOf = (account: ServiceAccount, fields: AccountFields, from: Date): Update | null => {
  const labels = labelsOf(fields.labels)
  const expiresAt = newExpiry(fields.expiry, account.expiresAt, from)
  const changed = {
    ...(fields.name !== account.name && { name: fields.name }),
    ...(fields.description !== account.description && { description: fields.description }),
    ...(!sameLabels(labels, account.labels) && { labels }),
    ...(expiresAt !== undefined && { expiresAt }),
  }
  const updateMask = Object.keys(changed).join(',')
  return updateMask === '' ? null : { updateMask, ...changed }
}
