/**
 * Ranks a match: lower is better, null is no match.
 *
 * @param label the displayed label, folded
 * @param more other searchable text, such as the id
 * @param query folded
 */
export const rank = (label: string, more: string, query: string): number | null => {
  if (label.startsWith(query) || more === query) return 0
  const words = query.split(/\s+/).filter(Boolean)
  if (!words.every((word) => label.includes(word) || more.includes(word))) return null
  const [first = ''] = words
  const at = label.indexOf(first)
  if (at < 0) return 3
  return at === 0 || !/[\p{L}\p{N}]/u.test(label.charAt(at - 1)) ? 1 : 2
}

const ranks = [0, 1, 2, 3]

/** The `max` best entries, in their order within a rank. */
export const best = <T>(
  all: readonly T[],
  max: number,
  rankOf: (one: T) => number | null,
): readonly { readonly one: T; readonly rank: number }[] => {
  const found = ranks.map((): T[] => [])
  for (const one of all) {
    const equals = found[rankOf(one) ?? ranks.length]
    if (equals !== undefined && equals.length < max) equals.push(one)
  }
  return found.flatMap((ones, its) => ones.map((one) => ({ one, rank: its }))).slice(0, max)
}
