import type { ServerInput } from '#contract/endpoint.ts'
import type { createSession } from '#contract/session.ts'
import { administrator } from '../access/actor.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import { useSignInCode } from './administrator.ts'
import { type CredentialDeps, holderOfToken, invalidToken, type SignedIn } from './credentials.ts'
import { type CarriedSession, sessionMilliseconds } from './session.ts'

/**
 * Starts a session for the holder of a token, or of the code of a sign-in link.
 * @throws StatusError INVALID_ARGUMENT without exactly one of the two, UNAUTHENTICATED for a wrong one
 */
export const signIn = async (
  deps: CredentialDeps,
  { token, signInCode }: ServerInput<typeof createSession>['body'],
): Promise<SignedIn & { readonly session: CarriedSession }> => {
  if ((token === undefined) === (signInCode === undefined)) {
    throw validationFailed([{ field: 'token', description: 'Exactly one of token, sign_in_code must be given' }])
  }
  const holder = token === undefined ? undefined : await holderOfToken(deps, token)
  if (token !== undefined && holder === undefined) throw invalidToken()
  if (signInCode !== undefined && !(await useSignInCode(deps.store, signInCode, deps.now()))) {
    throw new StatusError('UNAUTHENTICATED', 'The sign-in link was used already or has expired.')
  }
  const actor = holder?.actor ?? administrator
  const longest = deps.now().getTime() + sessionMilliseconds
  const ends = holder === undefined ? longest : Math.min(longest, Date.parse(holder.expiresAt))
  const expiresAt = new Date(ends).toISOString()
  const tokenHash = token !== undefined && actor.type === 'serviceAccount' ? sha256(token) : undefined
  return { actor, expiresAt, session: { subjectId: actor.id, expiresAt, ...(tokenHash && { tokenHash }) } }
}
