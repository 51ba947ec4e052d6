import { isSuspended } from '../service-accounts/service-account.ts'
import type { ServiceAccountRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** The account an IAM token authenticates; undefined if the token is unknown or expired, or the account is suspended. */
export const holderOfIamToken = async (
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
