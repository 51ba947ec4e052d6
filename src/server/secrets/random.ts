// To ask for random bytes costs as much for a few as for some thousand.
const kept = new Uint8Array(4096)
let used = kept.length

/**
 * Random bytes that nobody else gets: from the engine's CSPRNG, some thousand asked for at a time.
 * @throws RangeError for more than 4096
 */
export const randomBytes = (count: number): Uint8Array => {
  if (count > kept.length) throw new RangeError(`At most ${kept.length} random bytes at once`)
  if (used + count > kept.length) {
    crypto.getRandomValues(kept)
    used = 0
  }
  const bytes = kept.slice(used, used + count)
  // What becomes a secret stays nowhere else.
  kept.fill(0, used, used + count)
  used += count
  return bytes
}
