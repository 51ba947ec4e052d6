import { expiryAfter } from '#console/ui/expiry/expiry.ts'
import type { ApiKey } from '#contract/api-key.ts'
import { usedRecently } from '../list/key-status.ts'

/** How long the old key keeps working beside the new one. */
export const overlaps = ['0', '1h', '24h', '7d'] as const
export type Overlap = (typeof overlaps)[number]

export interface OverlapChoice {
  readonly choice: Overlap | 'custom'
  readonly custom: Date | null
}

const hour = 60 * 60_000
// Even "at once" must still be in the future when the service validates it.
const lengths: Record<Exclude<Overlap, '7d'>, number> = { '0': 3000, '1h': hour, '24h': 24 * hour }

/** When the old key stops working. Null while the custom time is incomplete. */
export const overlapEnd = ({ choice, custom }: OverlapChoice, now: Date): Date | null => {
  if (choice === '7d') return expiryAfter(choice, now)
  if (choice !== 'custom') return new Date(now.getTime() + lengths[choice])
  return custom === null || Number.isNaN(custom.getTime()) ? null : custom
}

/** True when the key already expires earlier. */
export const endsEarlier = ({ expiresAt }: ApiKey, end: Date): boolean =>
  expiresAt !== undefined && Date.parse(expiresAt) <= end.getTime()

/**
 * Progress of a switch-over.
 * - `ended`: the old key has expired.
 * - `oldUsed`: the old key was used recently, after the new one was created.
 * - `newUnused`: the new key has not been used yet.
 * - `safe`: the new key is used, the old one is not.
 */
export type Progress = 'ended' | 'oldUsed' | 'newUnused' | 'safe'

/** @param now in milliseconds */
export const progressOf = (old: ApiKey, replacement: ApiKey, now: number): Progress => {
  if (old.expiresAt !== undefined && Date.parse(old.expiresAt) <= now) return 'ended'
  const lastUse = old.lastUsedAt === undefined ? -Infinity : Date.parse(old.lastUsedAt)
  // After a week without use, the old key counts as unused. The delete dialog has the same limit.
  if (lastUse >= Date.parse(replacement.createdAt) && usedRecently(old, now)) return 'oldUsed'
  return replacement.lastUsedAt === undefined ? 'newUnused' : 'safe'
}
