import { now } from '#console/clock.ts'
import type { Messages } from '#console/i18n/en.ts'

/** The lengths of life that are offered, in the form a link carries them too. */
export const lifetimes = ['7d', '30d', '60d', '90d', '1y'] as const
export type Lifetime = (typeof lifetimes)[number]

export const defaultLifetime: Lifetime = '90d'

/** What the expiry field holds. `keep` leaves the moment that stands, `custom` is the one typed in. */
export interface Expiry {
  readonly choice: Lifetime | 'keep' | 'custom' | 'never'
  readonly custom: Date | null
}

/** What the moment is reckoned from. */
export interface ExpiryBase {
  /** Lengths of life begin here. */
  readonly from: Date
  /** The expiry that stands, as RFC 3339; absent when there is none. */
  readonly current?: string | undefined
}

/**
 * The moment something made at `from` expires. Counted in calendar days of local time, so that a key made at noon
 * expires at noon, whether or not summer time begins in between.
 */
export const expiryAfter = (lifetime: Lifetime, from: Date): Date => {
  const at = new Date(from)
  at.setMilliseconds(0)
  if (lifetime === '1y') at.setFullYear(at.getFullYear() + 1)
  else at.setDate(at.getDate() + Number.parseInt(lifetime, 10))
  return at
}

/** The moment that is shown and sent; null for never, and for a moment that is not typed out yet. */
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

/** RFC 3339 in UTC without fractions, as the CLI and the documentation write an expiry. */
export const toTimestamp = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z')

export type ExpiryProblem = 'invalid' | 'past' | 'tooFar'

const limit = Date.parse('2106-01-01T00:00:00Z')

/** Why a moment cannot be an expiry, or null when it can. */
export const expiryProblem = (at: Date | null, from: Date): ExpiryProblem | null => {
  if (at === null || Number.isNaN(at.getTime())) return 'invalid'
  if (at.getTime() <= from.getTime()) return 'past'
  return at.getTime() < limit ? null : 'tooFar'
}

/**
 * Checks the field: `true`, or what is wrong in words, as react-hook-form's `validate` takes it. A length of life may be
 * over too, in a form that was left open for so long.
 */
export const checkExpiry = (m: Messages, { choice, custom }: Expiry, from: Date): true | string => {
  if (choice === 'keep' || choice === 'never') return true
  const problem = expiryProblem(choice === 'custom' ? custom : expiryAfter(choice, from), new Date(now()))
  const words = m.expiry
  return problem === null || { invalid: words.invalidDate, past: words.past, tooFar: words.tooFar }[problem]
}
