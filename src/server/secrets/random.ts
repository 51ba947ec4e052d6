// getRandomValues costs about the same for a few bytes as for thousands, so fill a pool and slice it.
const pool = new Uint8Array(4096)
let used = pool.length

/**
 * Random bytes from the engine's CSPRNG. No byte is returned twice.
 * @throws RangeError for more than 4096
 */
export const randomBytes = (count: number): Uint8Array => {
  if (count > pool.length) throw new RangeError(`At most ${pool.length} random bytes at once`)
  if (used + count > pool.length) {
    crypto.getRandomValues(pool)
    used = 0
  }
  const bytes = pool.slice(used, used + count)
  // Wipe them: the pool must not keep a copy of a secret.
  pool.fill(0, used, used + count)
  used += count
  return bytes
}
