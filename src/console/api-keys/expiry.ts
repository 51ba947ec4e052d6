/** The lengths of life that are offered, in the form a link carries them too. */
export const lifetimes = ['7d', '30d', '60d', '90d', '1y'] as const
export type Lifetime = (typeof lifetimes)[number]

/** What the expiry field holds. */
export type ExpiryChoice = Lifetime | 'custom' | 'never'

export const defaultLifetime: Lifetime = '90d'

/**
 * The moment a key made at `from` expires. Counted in calendar days of local time, so that a key made at noon expires
 * at noon, whether or not summer time begins in between.
 */
export const expiryAfter = (lifetime: Lifetime, from: Date): Date => {
  const at = new Date(from)
  at.setMilliseconds(0)
  if (lifetime === '1y') at.setFullYear(at.getFullYear() + 1)
  else at.setDate(at.getDate() + Number.parseInt(lifetime, 10))
  return at
}

/** RFC 3339 in UTC without fractions, as the CLI and the documentation write an expiry. */
export const toTimestamp = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z')

export type ExpiryProblem = 'invalid' | 'past' | 'tooFar'

const limit = Date.parse('2106-01-01T00:00:00Z')

/** Why a moment cannot be an expiry, or null when it can. */
export const expiryProblem = (at: Date | null, now: Date): ExpiryProblem | null => {
  if (at === null || Number.isNaN(at.getTime())) return 'invalid'
  if (at.getTime() <= now.getTime()) return 'past'
  return at.getTime() < limit ? null : 'tooFar'
}
