import { randomText, sha256 } from '../secrets/hash.ts'
import type { IamTokenRow } from '../store/rows.ts'
import type { Tables } from '../store/store.ts'

/** Lifetime of an IAM token (API reference 2.7). */
const lifetimeMilliseconds = 12 * 60 * 60 * 1000

/**
 * Creates an IAM token, of which only the hash is stored. It looks like a cloud token, an id and an 86-character
 * signature, but both parts are random.
 *
 * @throws MissingParentError if the service account does not exist or is concurrently deleted
 */
export const insertIamToken = async (
  { iamTokens }: Tables,
  subject: Pick<IamTokenRow, 'serviceAccountId' | 'administratorTokenHash'>,
  now: Date,
): Promise<{ readonly iamToken: string; readonly expiresAt: string }> => {
  const iamToken = `t1.${randomText(24)}.${randomText(64)}`
  const expiresAt = new Date(now.getTime() + lifetimeMilliseconds).toISOString()
  await iamTokens.insert({ ...subject, createdAt: now.toISOString(), expiresAt }, sha256(iamToken))
  return { iamToken, expiresAt }
}
