/**
 * The rows whose text holds every word of the search, in any order and case.
 *
 * @param textOf everything of a row that can be found; asked once a row
 */
export const searchRows = <Row extends object>(
  rows: readonly Row[],
  search: string,
  textOf: (row: Row) => string,
): readonly Row[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const text = remembered(row, textOf)
    return words.every((word) => text.includes(word))
  })
}

const texts = new WeakMap<object, string>()

const remembered = <Row extends object>(row: Row, textOf: (row: Row) => string): string => {
  const known = texts.get(row)
  if (known !== undefined) return known
  const text = textOf(row).toLowerCase()
  texts.set(row, text)
  return text
}
