import { fold, searchWords } from '../text/fold.ts'

/**
 * The rows whose text holds every word of the search, in any order.
 *
 * @param textOf everything of a row that can be found; asked once a row, as long as it is the same function
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
 * Prepares the texts of many rows while the browser has nothing to do, so that the first letter of a search waits for
 * nothing. Gives a function that ends it.
 */
export const prepareSearch = <Row extends object>(rows: readonly Row[], textOf: (row: Row) => string): (() => void) => {
  // Safari has none: there the first search prepares them.
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

/** By what tells them: a row has another text in another language. */
const texts = new WeakMap<object, WeakMap<object, string>>()

/** `textOf`, folded, asking once a row. Looked up once for all rows: there may be 100,000. */
export const foldedOnce = <Row extends object>(textOf: (row: Row) => string): ((row: Row) => string) => {
  const told = texts.get(textOf) ?? new WeakMap<object, string>()
  texts.set(textOf, told)
  return (row) => {
    const known = told.get(row)
    if (known !== undefined) return known
    const text = fold(textOf(row))
    told.set(row, text)
    return text
  }
}
