import { operationDescriptionMax } from '#contract/operation.ts'
import { type ServiceAccount, suspensionWithReason } from '#contract/service-account.ts'
import { notFound } from '../messages/status-error.ts'
import type { ServiceAccountRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** @throws StatusError NOT_FOUND */
export const serviceAccountById = async (tables: Tables, id: string): Promise<ServiceAccountRow> => {
  const row = await tables.serviceAccounts.get(id)
  if (row === undefined) throw notFound('ServiceAccount', id)
  return row
}

/** True if the account cannot authenticate: it was suspended or has expired (API reference 1.2). */
export const isSuspended = (
  { status, expiresAt }: Pick<ServiceAccountRow, 'status' | 'expiresAt'>,
  now: Date,
): boolean => status === 'SUSPENDED' || (expiresAt !== null && Date.parse(expiresAt) <= now.getTime())

/** Converts a row to the API's ServiceAccount. Its status depends on `now`, because accounts expire. */
export const toServiceAccount = (account: ServiceAccountRow, now: Date): ServiceAccount => {
  const { cloudId: _, lastAuthenticatedAt, expiresAt, labels, ...row } = account
  return {
    ...row,
    status: isSuspended(account, now) ? 'SUSPENDED' : 'ACTIVE',
    labels: { ...labels },
    ...(lastAuthenticatedAt !== null && { lastAuthenticatedAt }),
    ...(expiresAt !== null && { expiresAt }),
  }
}

/** The description of a suspension's operation: the public metadata has no field for the reason. */
export const suspensionDescription = (reason = ''): string =>
  reason === ''
    ? 'Suspend service account'
    : [...suspensionWithReason, ...reason].slice(0, operationDescriptionMax).join('')
