import type { Messages } from '#console/i18n/en.ts'
import { withGrace } from '#console/i18n/format.ts'
import type { StatusKind } from '#console/ui/status-mark.tsx'
import type { ApiKey } from '#contract/api-key.ts'

const day = 24 * 60 * 60 * 1000
const soonDays = 14
/** A key not used for so long is pointed at. */
export const unusedDays = 90

interface KeyStatus {
  readonly kind: StatusKind
  readonly word: string
  /** What else is worth knowing of its use, '' when nothing is. */
  readonly mark: string
}

const timeLeft = ({ expiresAt }: ApiKey, now: number): number =>
  expiresAt === undefined ? Infinity : Date.parse(expiresAt) - now

/** A key has no status of its own: it follows from its expiry. */
export const keyState = (key: ApiKey, now: number): 'active' | 'soon' | 'expired' => {
  const left = timeLeft(key, now)
  if (left <= 0) return 'expired'
  return left < soonDays * day ? 'soon' : 'active'
}

const daysUnused = ({ createdAt, lastUsedAt }: ApiKey, now: number): number =>
  Math.floor((now - Date.parse(lastUsedAt ?? createdAt)) / day)

/** True when nobody used the key for 90 days, or since it was created longer ago than that. */
export const longUnused = (key: ApiKey, now: number): boolean => daysUnused(key, now) >= unusedDays

/** The status of a key in words, and that it was never used, or not for long. */
export const keyStatus = (m: Messages, key: ApiKey, now: number): KeyStatus => {
  const state = keyState(key, now)
  if (state === 'expired') return { kind: 'bad', word: m.status.expired, mark: '' }
  const mark =
    key.lastUsedAt === undefined
      ? m.status.neverUsed
      : longUnused(key, now)
        ? m.status.unusedFor(daysUnused(key, now))
        : ''
  if (state === 'active') return { kind: 'good', word: m.status.active, mark }
  return { kind: 'soon', word: m.status.expiresSoon(Math.floor(withGrace(timeLeft(key, now)) / day)), mark }
}

/** For sorting by status: what needs attention first. */
export const urgency = ({ expiresAt }: ApiKey): string => expiresAt ?? '9999'

const recentDays = 7

/** True when the key was used within the last 7 days: deleting it probably breaks something. */
export const usedRecently = ({ lastUsedAt }: Partial<ApiKey>, now: number): boolean =>
  lastUsedAt !== undefined && now - Date.parse(lastUsedAt) < recentDays * day
