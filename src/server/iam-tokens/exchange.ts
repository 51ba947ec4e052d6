import type { ServerInput, ServerOutput } from '#contract/endpoint.ts'
import type { createIamToken } from '#contract/iam-token.ts'
import { StatusError, validationFailed } from '../messages/status-error.ts'
import { sha256 } from '../secrets/hash.ts'
import { isAdministratorToken } from '../sessions/administrator.ts'
import type { CredentialDeps } from '../sessions/credentials.ts'
import { insertIamToken } from './new-token.ts'

/**
 * Exchanges the administrator's token, sent as an OAuth token, for an IAM token that ends when it is replaced. Not a
 * verb: the credential is in the body, so nobody is authenticated before it is read.
 *
 * @throws StatusError INVALID_ARGUMENT unless exactly one credential is given, UNAUTHENTICATED if it is invalid,
 *   RESOURCE_EXHAUSTED after too many failures
 */
export const exchangeToken = async (
  { store, limits, sweep, now }: CredentialDeps,
  { yandexPassportOauthToken: token, jwt }: ServerInput<typeof createIamToken>['body'],
  address: string,
): Promise<ServerOutput<typeof createIamToken>> => {
  if ((token === undefined) === (jwt === undefined)) {
    const description = 'Exactly one of yandex_passport_oauth_token and jwt must be set'
    throw validationFailed([{ field: 'yandex_passport_oauth_token', description }])
  }
  if (token === undefined) {
    throw new StatusError(
      'UNAUTHENTICATED',
      'JWTs are not supported, because service accounts have no authorized keys here. Send the administrator token as yandex_passport_oauth_token.',
    )
  }
  const administratorTokenHash = sha256(token)
  await limits.signIn.attempt(address, administratorTokenHash, async () => {
    if (await isAdministratorToken(store, administratorTokenHash)) return
    throw new StatusError('UNAUTHENTICATED', 'OAuth token is invalid or has expired.')
  })
  await sweep()
  return insertIamToken(store, { serviceAccountId: null, administratorTokenHash }, now())
}
