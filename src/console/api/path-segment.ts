/**
 * One segment of a path, whatever the text holds. The text may come from the address or from storage: a dot segment,
 * which would climb to another path, is escaped once more and names nothing; half a surrogate pair does not throw.
 */
export const pathSegment = (text: string): string =>
  encodeURIComponent(/^\.{1,2}$/.test(text) ? text.replaceAll('.', '%2E') : text.toWellFormed())
