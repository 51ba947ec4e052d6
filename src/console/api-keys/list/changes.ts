import { expiryMoment, toTimestamp } from '#console/ui/expiry/expiry.ts'
import type { ApiKey, apiKeyMask, updateApiKey } from '#contract/api-key.ts'
import type { ClientInput } from '#contract/endpoint.ts'
import type { KeyFieldValues } from '../fields/key-fields.tsx'

type Field = (typeof apiKeyMask)[number]
type Update = NonNullable<ClientInput<typeof updateApiKey>['body']>

/**
 * The body of an update: the changed fields only, or null without changes. A field in the mask but not in the body
 * would be reset (API reference 2.3).
 *
 * @param from start of lifetimes
 */
export const changesOf = (key: ApiKey, { description, scopes, expiry }: KeyFieldValues, from: Date): Update | null => {
  const at = expiryMoment(expiry, { from, current: key.expiresAt })
  const changes: Partial<Record<Field, unknown>> & Update = {
    ...(description !== key.description && { description }),
    ...(!sameScopes(scopes, key.scopes) && { scopes: [...scopes] }),
    ...(expiry.choice !== 'keep' &&
      !sameMoment(at, key.expiresAt) && { expiresAt: at === null ? '' : toTimestamp(at) }),
  }
  const changed = Object.keys(changes)
  return changed.length === 0 ? null : { updateMask: changed.join(','), ...changes }
}

// Compare as sets: the service may return scopes in another order (API reference 0.1).
const sameScopes = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id) => b.includes(id))

const sameMoment = (at: Date | null, current: string | undefined) =>
  at === null || current === undefined
    ? at === null && current === undefined
    : Date.parse(toTimestamp(at)) === Date.parse(current)
