import { fold, searchWords } from '../../text/fold.ts'

/**
 * The rows whose text contains every word of the search, in any order.
 *
 * @param textOf all searchable text of a row. Cached per row while the function is the same
 */
export const searchRows = <Row extends object>(
  rows: readonly Row[],
  search: string,
  textOf: (row: Row) => string,
): readonly Row[] => {
  const words = searchWords(search)
  if (words.length === 0) return rows
  const known = foldedOnce(textOf)
  return rows.filter((row) => {
    const text = known(row)
    return words.every((word) => text.includes(word))
  })
}

/**
 * Prepares the search texts of many rows in idle time, so that the first keystroke does not wait. Returns a function
 * that stops it.
 */
export const prepareSearch = <Row extends object>(rows: readonly Row[], textOf: (row: Row) => string): (() => void) => {
  // Safari has no requestIdleCallback: there the first search prepares the texts.
  if (!('requestIdleCallback' in globalThis)) return () => {}
  const next = rows.values()
  const prepare = foldedOnce(textOf)
  const step = (deadline: IdleDeadline) => {
    while (deadline.timeRemaining() > 1) {
      const { value, done } = next.next()
      if (done) return
      prepare(value)
    }
    handle = requestIdleCallback(step)
  }
  let handle = requestIdleCallback(step)
  return () => cancelIdleCallback(handle)
}

/** Per function, because texts differ between languages. */
const texts = new WeakMap<object, WeakMap<object, string>>()

/** `textOf`, normalised and cached per row. The cache is looked up once for all rows: there may be 100,000. */
export const foldedOnce = <Row extends object>(textOf: (row: Row) => string): ((row: Row) => string) => {
  const foldedTexts = texts.get(textOf) ?? new WeakMap<object, string>()
  texts.set(textOf, foldedTexts)
  return (row) => {
    const known = foldedTexts.get(row)
    if (known !== undefined) return known
    const text = fold(textOf(row))
    foldedTexts.set(row, text)
    return text
  }
}
