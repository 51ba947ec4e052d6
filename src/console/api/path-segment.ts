/**
 * Encodes one path segment. The text may come from the address or from storage. A dot segment, which would change the
 * path, is escaped twice and matches nothing. Half a surrogate pair does not throw.
 */
export const pathSegment = (text: string): string =>
  encodeURIComponent(/^\.{1,2}$/.test(text) ? text.replaceAll('.', '%2E') : text.toWellFormed())
