import type { ServerInput } from '#contract/endpoint.ts'
import type { createSession } from '#contract/session.ts'
import { administrator } from '../access/actor.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import { useSignInCode } from './administrator.ts'
import { type CredentialDeps, holderOfToken, type SignedIn } from './credentials.ts'
import { type Session, sessionMilliseconds, startSession } from './session.ts'

/**
 * Starts a session for the holder of a token or of a sign-in code.
 * @throws StatusError INVALID_ARGUMENT unless exactly one of them is given, UNAUTHENTICATED if it is invalid,
 *   RESOURCE_EXHAUSTED after too many failures
 */
export const signIn = async (
  deps: CredentialDeps,
  { token, signInCode }: ServerInput<typeof createSession>['body'],
  address: string,
): Promise<SignedIn & { readonly session: Session }> => {
  const credential = token ?? signInCode
  if (credential === undefined || (token !== undefined && signInCode !== undefined)) {
    throw validationFailed([{ field: 'token', description: 'Exactly one of token and sign_in_code must be set' }])
  }
  const credentialHash = sha256(credential)
  const holder = await deps.limits.signIn.attempt(address, credentialHash, async () => {
    if (token !== undefined) return holderOfToken(deps, credentialHash)
    if (await useSignInCode(deps.store, credential, deps.now())) return undefined
    throw new StatusError('UNAUTHENTICATED', 'The sign-in link has already been used or has expired.')
  })
  await deps.sweep()
  const actor = holder?.actor ?? administrator
  const latest = deps.now().getTime() + sessionMilliseconds
  const end = holder === undefined ? latest : Math.min(latest, Date.parse(holder.expiresAt))
  const expiresAt = new Date(end).toISOString()
  const tokenHash = holder === undefined ? null : credentialHash
  return { actor, expiresAt, session: await startSession(deps.store, { subjectId: actor.id, tokenHash, expiresAt }) }
}
