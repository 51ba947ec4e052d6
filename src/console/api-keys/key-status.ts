import type { Messages } from '#console/i18n/en.ts'
import type { StatusKind } from '#console/ui/status-mark.tsx'
import type { ApiKey } from '#contract/api-key.ts'

const day = 24 * 60 * 60 * 1000
const hour = 60 * 60 * 1000
const soonDays = 14
const unusedDays = 90

interface KeyStatus {
  readonly kind: StatusKind
  readonly word: string
  /** What else is worth knowing, '' when nothing is. */
  readonly mark: string
}

/** A key has no status of its own: it follows from its expiry and its last use. */
export const keyStatus = (m: Messages, key: ApiKey, now: number): KeyStatus => {
  const left = key.expiresAt === undefined ? Infinity : Date.parse(key.expiresAt) - now
  if (left <= 0) return { kind: 'bad', word: m.status.expired, mark: '' }
  if (left < soonDays * day) {
    return { kind: 'soon', word: m.status.expiresSoon(Math.floor((left + hour) / day)), mark: unusedMark(m, key, now) }
  }
  return { kind: 'good', word: m.status.active, mark: unusedMark(m, key, now) }
}

const unusedMark = (m: Messages, { createdAt, lastUsedAt }: ApiKey, now: number): string => {
  const days = Math.floor((now - Date.parse(lastUsedAt ?? createdAt)) / day)
  return days >= unusedDays ? m.status.unusedFor(days) : ''
}

/** For sorting by status: what needs attention first. */
export const urgency = ({ expiresAt }: ApiKey): string => expiresAt ?? '9999'

const recentDays = 7

/** True when the key was used within the last 7 days: deleting it probably breaks something. */
export const usedRecently = ({ lastUsedAt }: Partial<ApiKey>, now: number): boolean =>
  lastUsedAt !== undefined && now - Date.parse(lastUsedAt) < recentDays * day
