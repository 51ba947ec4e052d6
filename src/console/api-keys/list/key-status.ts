import { millis } from '#console/ui/table/data-table-column.ts'
import type { Messages } from '#console/i18n/en.ts'
import { wallClockLength, withGrace } from '#console/i18n/format.ts'
import type { StatusKind } from '#console/ui/cell/status-mark.tsx'
import type { ApiKey } from '#contract/api-key.ts'

const day = 24 * 60 * 60 * 1000
const soonDays = 14
/** After this many days without use, a key is marked as unused. */
export const unusedDays = 90

interface KeyStatus {
  readonly kind: StatusKind
  readonly word: string
  /** A remark about the key's use, '' without one. */
  readonly mark: string
}

/**
 * True when fewer calendar days than this lie between two times. Only near the limit does it need more than a
 * subtraction.
 */
export const isWithin = (days: number, from: number, to: number): boolean => {
  const over = to - from - days * day
  return Math.abs(over) > day ? over < 0 : wallClockLength(new Date(from), new Date(to)) < days * day
}

/** The status of a key. The API has none, so it is derived from the expiry. */
export const keyState = ({ expiresAt }: Pick<ApiKey, 'expiresAt'>, now: number): 'active' | 'soon' | 'expired' => {
  if (expiresAt === undefined) return 'active'
  const end = Date.parse(expiresAt)
  if (end <= now) return 'expired'
  return isWithin(soonDays, now, end) ? 'soon' : 'active'
}

/** True when the key has not been used for 90 days, counted from its creation if it was never used. */
export const longUnused = ({ createdAt, lastUsedAt }: ApiKey, now: number): boolean =>
  !isWithin(unusedDays, Date.parse(lastUsedAt ?? createdAt), now)

/** The status of a key in words, with a remark if it was never used or not for long. */
export const keyStatus = (m: Messages, key: ApiKey, now: number): KeyStatus => {
  const { expiresAt, lastUsedAt } = key
  const state = keyState(key, now)
  if (state === 'expired') return { kind: 'bad', word: m.status.expired, mark: '' }
  const mark =
    lastUsedAt === undefined
      ? m.status.neverUsed
      : longUnused(key, now)
        ? m.status.unusedFor(Math.floor(wallClockLength(new Date(lastUsedAt), new Date(now)) / day))
        : ''
  if (state === 'active' || expiresAt === undefined) return { kind: 'good', word: m.status.active, mark }
  const left = withGrace(wallClockLength(new Date(now), new Date(expiresAt)))
  return { kind: 'soon', word: m.status.expiresSoon(Math.floor(left / day)), mark }
}

/** Sort order of statuses: the most urgent first. */
export const urgency = ({ expiresAt }: ApiKey): number => millis(expiresAt) ?? Infinity

/** The latest of these RFC 3339 times, undefined without any. */
export const latest = (moments: readonly (string | undefined)[]): string | undefined =>
  moments.reduce((one, other) => {
    if (one === undefined || other === undefined) return one ?? other
    return Date.parse(other) > Date.parse(one) ? other : one
  }, undefined)

const recentDays = 7

/** True when it was used within the last 7 days, so deleting it probably breaks a program. */
export const usedRecently = ({ lastUsedAt }: Partial<ApiKey>, now: number): boolean =>
  lastUsedAt !== undefined && isWithin(recentDays, Date.parse(lastUsedAt), now)
