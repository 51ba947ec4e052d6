const beyondAscii = /[^\0-\x7f]/
const invisible = /\p{Default_Ignorable_Code_Point}/gu
// By ranges: \p{Script=Latin} takes ten times as long.
const latinAccents = /([a-z\u00df-\u024f])[\u0300-\u036f]+/g

/**
 * The form in which the console compares texts for every search: without case, invisible characters, the way accents
 * are composed, е/ё, and the accents of Latin letters: "cafe" finds "Café", as in browsers and editors. Letters that
 * are not variants of another, such as й and ї, stay.
 */
export const fold = (text: string): string => {
  const small = text.toLowerCase()
  // Most names and all ids: normalising 100,000 of them would take a noticeable time.
  if (!beyondAscii.test(small)) return small
  return small
    .normalize('NFD')
    .replaceAll(invisible, '')
    .replaceAll(latinAccents, '$1')
    .normalize('NFC')
    .replaceAll('ё', 'е')
}

/** The words of a search, folded. */
export const searchWords = (search: string): readonly string[] => fold(search).split(/\s+/).filter(Boolean)

/** Tells whether a text holds every word of the search, in any order. An empty search matches everything. */
export const textMatcher = (search: string): ((text: string) => boolean) => {
  const words = searchWords(search)
  return (text) => {
    const folded = fold(text)
    return words.every((word) => folded.includes(word))
  }
}
