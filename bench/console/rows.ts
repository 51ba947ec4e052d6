export const keyCount = 100_000

/** The fields of a key that both tables show. */
export interface BenchKey {
  readonly id: string
  readonly maskedSecret: string
  readonly description: string
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly lastUsedAt: string | undefined
  readonly expiresAt: string | undefined
}

const scopes = ['yc.postbox.send', 'yc.monitoring.read', 'yc.logging.write', 'yc.ydb.topics.manage', 'yc.ai.models.run']
const day = 24 * 60 * 60 * 1000
const start = Date.UTC(2025, 0, 1)
// A prime step through all numbers: neighbours in one column are far apart in the others.
const shuffled = (n: number) => (n * 7919 + 12_345) % keyCount
const at = (days: number) => new Date(start + days * day).toISOString()

/** The key with this number, the same in both tables. Its hash belongs to no secret. */
export const benchKey = (n: number): BenchKey => ({
  id: `ajebench${String(n).padStart(12, '0')}`,
  maskedSecret: `AQVN****${shuffled(n).toString(36).padStart(6, 'k')}`,
  description: `Job ${shuffled(n)} of the nightly import`,
  scopes: scopes.slice(n % 4, (n % 4) + 1 + (n % 2)),
  createdAt: at((shuffled(n) % 600_000) / 1000),
  lastUsedAt: n % 7 === 0 ? undefined : at(600 + (n % 80)),
  expiresAt: n % 5 === 0 ? undefined : at(800 + (shuffled(n) % 365)),
})
