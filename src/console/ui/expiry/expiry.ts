import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'

/** The lifetimes on offer, as links write them. */
export const lifetimes = ['7d', '30d', '60d', '90d', '1y'] as const
export type Lifetime = (typeof lifetimes)[number]

export const defaultLifetime: Lifetime = '90d'

/** The value of the expiry field. `keep` keeps the current expiry, `custom` uses the typed one. */
export interface Expiry {
  readonly choice: Lifetime | 'keep' | 'custom' | 'never'
  readonly custom: Date | null
}

/** Reference for the expiry. */
export interface ExpiryBase {
  /** Start of lifetimes. */
  readonly from: Date
  /** The current expiry in RFC 3339, if any. */
  readonly current?: string | undefined
}

/**
 * When something created at `from` expires. Counts calendar days in local time, so that a key created at noon expires
 * at noon, even across summer time.
 */
export const expiryAfter = (lifetime: Lifetime, from: Date): Date => {
  const at = new Date(from)
  at.setMilliseconds(0)
  if (lifetime === '1y') at.setFullYear(at.getFullYear() + 1)
  else at.setDate(at.getDate() + Number.parseInt(lifetime, 10))
  return at
}

/** The time to show and send. Null for never, and while a custom time is incomplete. */
export const expiryMoment = ({ choice, custom }: Expiry, { from, current }: ExpiryBase): Date | null => {
  switch (choice) {
    case 'never':
      return null
    case 'keep':
      return current === undefined ? null : new Date(current)
    case 'custom':
      return expiryProblem(custom, from) === 'invalid' ? null : custom
    default:
      return expiryAfter(choice, from)
  }
}

/** RFC 3339 in UTC without fractions, like the CLI and the documentation. */
export const toTimestamp = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z')

export type ExpiryProblem = 'invalid' | 'past' | 'tooFar'

const limit = Date.parse('2106-01-01T00:00:00Z')

/** Why a time cannot be an expiry, null if it can. */
export const expiryProblem = (at: Date | null, from: Date): ExpiryProblem | null => {
  if (at === null || Number.isNaN(at.getTime())) return 'invalid'
  if (at.getTime() <= from.getTime()) return 'past'
  return at.getTime() < limit ? null : 'tooFar'
}

/**
 * Validates the field for react-hook-form: `true` or the problem in words. Even a lifetime may have passed in a form
 * that was open long enough.
 */
export const checkExpiry = (m: Messages, { choice, custom }: Expiry, from: Date): true | string => {
  if (choice === 'keep' || choice === 'never') return true
  const problem = expiryProblem(choice === 'custom' ? custom : expiryAfter(choice, from), new Date(now()))
  const words = m.expiry
  return problem === null || { invalid: words.invalidDate, past: words.past, tooFar: words.tooFar }[problem]
}
