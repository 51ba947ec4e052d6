import type { ServiceAccount } from '#contract/service-account.ts'
import { notFound } from '../messages/status-error.ts'
import type { ServiceAccountRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** @throws StatusError NOT_FOUND */
export const serviceAccountById = async (tables: Tables, id: string): Promise<ServiceAccountRow> => {
  const row = await tables.serviceAccounts.get(id)
  if (row === undefined) throw notFound('ServiceAccount', id)
  return row
}

/** True when nobody may act as the account: it was suspended, or its time is over (API reference 1.2). */
export const isSuspended = (
  { status, expiresAt }: Pick<ServiceAccountRow, 'status' | 'expiresAt'>,
  now: Date,
): boolean => status === 'SUSPENDED' || (expiresAt !== null && Date.parse(expiresAt) <= now.getTime())

/** An account as the API shows it at this moment. */
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
