import type { createIamTokenForServiceAccount, revokeIamToken } from '#contract/iam-token.ts'
import { administrator } from '../access/actor.ts'
import { notFound, StatusError } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import { iamMessage, accountTarget, recordOperation } from '../operations/record.ts'
import { isSuspended, serviceAccountById } from '../service-accounts/service-account.ts'
import { MissingParentError } from '../store/store.ts'
import type { Verb } from '../verb.ts'
import { enforcePolicies } from '../access/policies.ts'
import { insertIamToken } from './new-token.ts'

export const create: Verb<typeof createIamTokenForServiceAccount> = (ctx, { body: { serviceAccountId } }) =>
  ctx.store.transaction(async (tx) => {
    const account = await serviceAccountById(tx, serviceAccountId)
    await tx.clouds.lock(account.cloudId, 'shared')
    await enforcePolicies(tx, 'createIamToken', account)
    if (isSuspended(account, ctx.now())) {
      throw new StatusError('FAILED_PRECONDITION', `ServiceAccount ${serviceAccountId} is suspended`)
    }
    const subject = { serviceAccountId, administratorTokenHash: null }
    const token = await insertIamToken(tx, subject, ctx.now()).catch((error: unknown) => {
      throw error instanceof MissingParentError ? notFound('ServiceAccount', serviceAccountId) : error
    })
    await recordOperation(tx, ctx, {
      target: accountTarget(account),
      description: 'Create IAM token',
      metadata: null,
      response: iamMessage('CreateIamTokenResponse', { expiresAt: token.expiresAt }),
    })
    return token
  })

export const revoke: Verb<typeof revokeIamToken> = async (ctx, { body: { iamToken } }) => {
  const tokenHash = sha256(iamToken)
  return ctx.store.transaction(async (tx) => {
    const row = await tx.iamTokens.delete(tokenHash)
    if (row === undefined) throw new StatusError('NOT_FOUND', 'IamToken not found')
    const { serviceAccountId } = row
    // An operation belongs to a resource, which the administrator is not.
    if (serviceAccountId === null) return { subjectId: administrator.id }
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
