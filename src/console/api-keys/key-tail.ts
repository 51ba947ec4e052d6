/** The end of a secret in the search text. `sure` if the text can mean nothing else: `****abc123`. */
export const keyTail = (text: string): { readonly tail: string; readonly sure: boolean } | null => {
  const [, stars = '', tail = ''] = /^(\*+[\w-]*)?([\w-]{6})$/.exec(text.trim()) ?? []
  return tail === '' ? null : { tail, sure: stars !== '' }
}

/** Matches keys whose secret ends like this. Secrets are ASCII. */
export const hasTail = (tail: string) => {
  const end = tail.toLowerCase()
  return ({ maskedSecret }: { readonly maskedSecret: string }): boolean => maskedSecret.toLowerCase().endsWith(end)
}

/** True for the format of an id (API reference 4.1). */
export const isId = (text: string): boolean => /^[a-z0-9]{20}$/.test(text)
