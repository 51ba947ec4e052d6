import { randomId } from '#console/api/http.ts'
import { now } from '#console/clock.ts'
import type { ApiKey, createApiKey } from '#contract/api-key.ts'
import type { ClientInput } from '#contract/endpoint.ts'

/** One attempt at creating a key, which may be asked about again and again. */
export interface Attempt {
  readonly body: NonNullable<ClientInput<typeof createApiKey>['body']>
  readonly idempotencyKey: string
  readonly startedAt: Date
  /** The keys of the account that were there before, as far as they were known. */
  readonly knownIds: ReadonlySet<string>
}

/** @param known the keys of the account that are known to be there already */
export const newAttempt = (body: Attempt['body'], known: readonly ApiKey[]): Attempt => ({
  body,
  idempotencyKey: randomId(),
  startedAt: new Date(now()),
  knownIds: new Set(known.map(({ id }) => id)),
})

// How much the clock that stamps keys may differ from the one that dates answers. Too much would point at another's key.
const clockTolerance = 5 * 60_000

/**
 * The keys that an attempt may have made while its answer was lost: new since then, as it was asked for, and never used,
 * for nobody holds the secret.
 *
 * @param told what the service said last; it names the key when it knows it (ALREADY_EXISTS)
 */
export const madeBy = (
  { body, startedAt, knownIds }: Attempt,
  keys: readonly ApiKey[],
  told = '',
): readonly ApiKey[] => {
  const named = keys.filter(({ id }) => told.includes(id))
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

// The service may answer scopes in another order (API reference 0.1) and moments with more digits.
const fingerprint = ({ description = '', scopes = [], expiresAt }: Attempt['body']): string =>
  JSON.stringify([description, scopes.toSorted(), expiresAt === undefined ? null : Date.parse(expiresAt)])
