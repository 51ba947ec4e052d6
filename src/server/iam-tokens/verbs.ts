import type { createIamTokenForServiceAccount, revokeIamToken } from '#contract/iam-token.ts'
import { notFound, StatusError } from '../messages/status-error.ts'
import { randomText, sha256 } from '../secrets/hash.ts'
import { iamMessage, accountTarget, recordOperation } from '../operations/record.ts'
import { isSuspended, serviceAccountById } from '../service-accounts/service-account.ts'
import { MissingParentError } from '../store/store.ts'
import type { Verb } from '../verb.ts'
import { enforcePolicies } from '../access/policies.ts'

/** Lifetime of an IAM token (API reference 2.7). */
const lifetimeMilliseconds = 12 * 60 * 60 * 1000

// Looks like a cloud token, an id and an 86-character signature, but both parts are random. Only its hash is stored.
const newIamToken = (): string => `t1.${randomText(24)}.${randomText(64)}`

export const create: Verb<typeof createIamTokenForServiceAccount> = async (ctx, { body: { serviceAccountId } }) => {
  const iamToken = newIamToken()
  const tokenHash = sha256(iamToken)
  const createdAt = ctx.now().toISOString()
  const expiresAt = new Date(ctx.now().getTime() + lifetimeMilliseconds).toISOString()
  return ctx.store.transaction(async (tx) => {
    const account = await serviceAccountById(tx, serviceAccountId)
    await tx.clouds.lock(account.cloudId, 'shared')
    await enforcePolicies(tx, 'createIamToken', account)
    if (isSuspended(account, ctx.now())) {
      throw new StatusError('FAILED_PRECONDITION', `ServiceAccount ${serviceAccountId} is suspended`)
    }
    await tx.iamTokens.insert({ serviceAccountId, createdAt, expiresAt }, tokenHash).catch((error: unknown) => {
      throw error instanceof MissingParentError ? notFound('ServiceAccount', serviceAccountId) : error
    })
    await recordOperation(tx, ctx, {
      target: accountTarget(account),
      description: 'Create IAM token',
      metadata: null,
      response: iamMessage('CreateIamTokenForServiceAccountResponse', { expiresAt }),
    })
    return { iamToken, expiresAt }
  })
}

export const revoke: Verb<typeof revokeIamToken> = async (ctx, { body: { iamToken } }) => {
  const tokenHash = sha256(iamToken)
  return ctx.store.transaction(async (tx) => {
    const row = await tx.iamTokens.delete(tokenHash)
    if (row === undefined) throw new StatusError('NOT_FOUND', 'IamToken not found')
    const { serviceAccountId } = row
    const account = await serviceAccountById(tx, serviceAccountId)
    await recordOperation(tx, ctx, {
      target: accountTarget(account),
      description: 'Revoke IAM token',
      metadata: null,
      response: iamMessage('RevokeIamTokenResponse', { subjectId: serviceAccountId }),
    })
    return { subjectId: serviceAccountId }
  })
}
