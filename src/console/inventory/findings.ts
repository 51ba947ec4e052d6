import { isWithin, keyState, longUnused } from '#console/api-keys/list/key-status.ts'
import type { StatusKind } from '#console/ui/cell/status-mark.tsx'
import type { ApiKey } from '#contract/api-key.ts'
import { defaultScopes } from '#contract/scope.ts'
import type { InventoryKey } from './queries.ts'

/** What resolves a finding. */
export type Fix = 'account' | 'delete' | 'rotate' | 'expiry' | 'scopes'

/** The findings, most severe first. */
const findings = {
  suspended: { fix: 'account', status: 'bad' },
  expired: { fix: 'delete', status: 'bad' },
  soon: { fix: 'rotate', status: 'soon' },
  unused: { fix: 'delete', status: 'idle' },
  defaultScopes: { fix: 'scopes', status: 'soon' },
  neverExpires: { fix: 'expiry', status: 'soon' },
  sameScopes: { fix: 'delete', status: 'idle' },
  neverUsed: { fix: 'delete', status: 'idle' },
} as const satisfies Record<string, { fix: Fix; status: StatusKind }>

export type FindingKind = keyof typeof findings

export interface Finding {
  readonly kind: FindingKind
  readonly fix: Fix
  readonly status: StatusKind
}

const kinds = Object.keys(findings) as FindingKind[]

/** Sort order of findings: the most severe first, of equal ones the key with more of them. Undefined without any. */
export const severity = ([first, ...others]: readonly Finding[]): number | undefined =>
  first && kinds.indexOf(first.kind) * kinds.length - others.length

const isDefault = new Set(defaultScopes)

/** True when a key has exactly the scopes that a key gets when nobody chooses any. */
export const hasDefaultScopes = ({ scopes }: ApiKey): boolean =>
  scopes.length === isDefault.size && scopes.every((scope) => isDefault.has(scope))

export const isSuspended = ({ account }: Pick<InventoryKey, 'account'>): boolean => account.status === 'SUSPENDED'

/** True when another key of the account works too and has the same scopes. Keys without scopes have none in common. */
export const hasTwin = (key: InventoryKey, now: number): boolean => {
  const [first, second] = key.sameScopes
  if (first === undefined || second === undefined || key.scopes.length === 0) return false
  if (keyState(key, now) === 'expired') return false
  // If another key comes first, it works at least as long as this one.
  return first.id !== key.id || keyState(second, now) !== 'expired'
}

/** The other working keys of the account with the same scopes. */
export const twinsOf = ({ id, sameScopes }: InventoryKey, now: number): readonly ApiKey[] =>
  sameScopes.filter((other) => other.id !== id && keyState(other, now) !== 'expired')

const applies: Readonly<Record<FindingKind, (key: InventoryKey, now: number) => boolean>> = {
  suspended: isSuspended,
  expired: (key, now) => keyState(key, now) === 'expired',
  soon: (key, now) => keyState(key, now) === 'soon',
  unused: longUnused,
  defaultScopes: hasDefaultScopes,
  neverExpires: ({ expiresAt }) => expiresAt === undefined,
  sameScopes: hasTwin,
  neverUsed: (key, now) => key.lastUsedAt === undefined && !longUnused(key, now),
}

// Whatever else is true of a key that does not work, deleting it resolves it.
const ofExpired: ReadonlySet<FindingKind> = new Set<FindingKind>(['suspended', 'expired'])

/** What is wrong with a key, most severe first. @param now the service's time in milliseconds */
export const findingsOf = (key: InventoryKey, now: number): readonly Finding[] => {
  const expired = applies.expired(key, now)
  return kinds
    .filter((kind) => (!expired || ofExpired.has(kind)) && applies[kind](key, now))
    .map((kind) => ({ kind, ...findings[kind] }))
}

/** How long ago keys were last used: disjoint periods, newest first. */
export const periodsOfUse = ['today', 'week', 'month', 'quarter', 'longer', 'never'] as const
export type PeriodOfUse = (typeof periodsOfUse)[number]

export const periodOfUse = ({ lastUsedAt }: ApiKey, now: number): PeriodOfUse => {
  if (lastUsedAt === undefined) return 'never'
  const at = Date.parse(lastUsedAt)
  if (at >= new Date(now).setHours(0, 0, 0, 0)) return 'today'
  if (isWithin(7, at, now)) return 'week'
  if (isWithin(30, at, now)) return 'month'
  return isWithin(90, at, now) ? 'quarter' : 'longer'
}

/** A calendar week in local time, from Monday. */
export interface Week {
  /** The date of its Monday: `2026-11-30`. */
  readonly id: string
  readonly from: Date
  readonly to: Date
}

const twoDigits = (n: number) => String(n).padStart(2, '0')

/** The weeks around a time. @param past the number of weeks before it, @param coming from its own week on */
export const weeksAround = (at: number, past: number, coming: number): readonly Week[] => {
  const day = new Date(at)
  const monday = day.getDate() - ((day.getDay() + 6) % 7)
  const daysFrom = (days: number) => new Date(day.getFullYear(), day.getMonth(), monday + days)
  return Array.from({ length: past + coming }, (_, index) => {
    const from = daysFrom(7 * (index - past))
    const id = `${from.getFullYear()}-${twoDigits(from.getMonth() + 1)}-${twoDigits(from.getDate())}`
    return { id, from, to: daysFrom(7 * (index - past) + 6) }
  })
}

/** Finds the week of a time among successive weeks, by halving: a long list is filtered by it at once. */
export const weekFinder = (weeks: readonly Week[]) => {
  const starts = weeks.map(({ from }) => from.getTime())
  const last = weeks.at(-1)
  const end = last === undefined ? 0 : new Date(last.to).setHours(24)
  return (time: number): Week | undefined => {
    if (time >= end) return undefined
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((starts[middle] ?? Infinity) <= time) low = middle + 1
      else high = middle
    }
    return weeks[low - 1]
  }
}
