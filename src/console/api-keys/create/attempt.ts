import { randomId } from '#console/api/http.ts'
import { now } from '#console/clock.ts'
import type { ApiKey, createApiKey } from '#contract/api-key.ts'
import type { ClientInput } from '#contract/endpoint.ts'

/** One attempt at creating a key. It can be requested several times. */
export interface Attempt {
  readonly body: NonNullable<ClientInput<typeof createApiKey>['body']>
  readonly idempotencyKey: string
  readonly startedAt: Date
  /** The account's keys before the attempt, as far as they were loaded. */
  readonly knownIds: ReadonlySet<string>
}

/** @param known the account's keys that are already loaded */
export const newAttempt = (body: Attempt['body'], known: readonly ApiKey[]): Attempt => ({
  body,
  idempotencyKey: randomId(),
  startedAt: new Date(now()),
  knownIds: new Set(known.map(({ id }) => id)),
})

// Tolerance between the clock that stamps keys and the one in Date headers. If it is too large, another user's key
// matches.
const clockTolerance = 5 * 60_000

/**
 * Keys that the attempt may have created although its response was lost: newer, equal to the request, and never used,
 * because nobody has the secret.
 *
 * @param errorMessage the service's last error, which names the key if it knows it (ALREADY_EXISTS)
 */
export const keysPossiblyCreatedBy = (
  { body, startedAt, knownIds }: Attempt,
  keys: readonly ApiKey[],
  errorMessage = '',
): readonly ApiKey[] => {
  const named = keys.filter(({ id }) => errorMessage.includes(id))
  if (named.length > 0) return named
  const wanted = fingerprint(body)
  return keys.filter(
    (key) =>
      !knownIds.has(key.id) &&
      key.lastUsedAt === undefined &&
      Date.parse(key.createdAt) >= startedAt.getTime() - clockTolerance &&
      fingerprint(key) === wanted,
  )
}

// The service may return scopes in another order (API reference 0.1) and timestamps with more digits.
const fingerprint = ({ description = '', scopes = [], expiresAt }: Attempt['body']): string =>
  JSON.stringify([description, scopes.toSorted(), expiresAt === undefined ? null : Date.parse(expiresAt)])
