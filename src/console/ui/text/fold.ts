const beyondAscii = /[^\0-\x7f]/
const invisible = /\p{Default_Ignorable_Code_Point}/gu
// Ranges, because \p{Script=Latin} takes ten times as long.
const latinAccents = /([a-z\u00df-\u024f])[\u0300-\u036f]+/g

/**
 * Normalises text for every search of the console: ignores case, invisible characters, how accents are composed, е/ё,
 * and accents of Latin letters. "cafe" finds "Café", as in browsers and editors. Letters in their own right, such as й
 * and ї, stay.
 */
export const fold = (text: string): string => {
  const small = text.toLowerCase()
  // Fast path for ASCII: normalising 100,000 names would take noticeable time.
  if (!beyondAscii.test(small)) return small
  return small
    .normalize('NFD')
    .replaceAll(invisible, '')
    .replaceAll(latinAccents, '$1')
    .normalize('NFC')
    .replaceAll('ё', 'е')
}

/** The words of a search, normalised. */
export const searchWords = (search: string): readonly string[] => fold(search).split(/\s+/).filter(Boolean)

/** True if a text contains every word of the search in any order. An empty search matches everything. */
export const textMatcher = (search: string): ((text: string) => boolean) => {
  const words = searchWords(search)
  return (text) => {
    const folded = fold(text)
    return words.every((word) => folded.includes(word))
  }
}
