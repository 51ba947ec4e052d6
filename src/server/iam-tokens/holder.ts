import { isSuspended } from '../service-accounts/service-account.ts'
import type { ServiceAccountRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** Which account acts by this token and until when; undefined when it is unknown or over, or its account may not act. */
export const holderOf = async (
  tables: Tables,
  tokenHash: string,
  now: Date,
): Promise<{ readonly account: ServiceAccountRow; readonly expiresAt: string } | undefined> => {
  const token = await tables.iamTokens.get(tokenHash)
  if (token === undefined || Date.parse(token.expiresAt) <= now.getTime()) return undefined
  const account = await tables.serviceAccounts.get(token.serviceAccountId)
  if (account === undefined || isSuspended(account, now)) return undefined
  return { account, expiresAt: token.expiresAt }
}
