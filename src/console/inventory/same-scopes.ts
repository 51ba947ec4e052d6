import type { ApiKey } from '#contract/api-key.ts'

const endOf = ({ expiresAt }: ApiKey) => (expiresAt === undefined ? Infinity : Date.parse(expiresAt))

/** The keys of an account that share their scopes, by key. The one that works longest comes first. */
export const groupByScopes = (keys: readonly ApiKey[]): ReadonlyMap<ApiKey, readonly ApiKey[]> => {
  const groups = new Map<string, ApiKey[]>()
  for (const key of keys) {
    const scopes = key.scopes.toSorted().join(' ')
    const group = groups.get(scopes)
    if (group) group.push(key)
    else groups.set(scopes, [key])
  }
  const byKey = new Map<ApiKey, readonly ApiKey[]>()
  for (const group of groups.values()) {
    if (group.length > 1) {
      // Reading a time is the expensive part of comparing.
      const ends = new Map(group.map((key) => [key, endOf(key)]))
      group.sort((one, other) => (ends.get(other) ?? 0) - (ends.get(one) ?? 0) || 0)
    }
    for (const key of group) byKey.set(key, group)
  }
  return byKey
}
