// Wider than the shape of a key, and the token of the cloud too: this only warns.
const suspicious = /AQ[A-Za-z0-9_-]{37,}|\bt1\.[A-Za-z0-9_-]{20,}/
// The shape of a key (API reference 4.3), as the contract has it too, of which this part of the console knows nothing.
const key = /AQ[VW][\w-]{36,39}/
// Somebody types on behind the end of a key, which has its shape before it is whole.
const typedOn = /^\*{4}[\w-]{7,}$/
const beginning = /AQ[VW]|\bt1\./

/** True for a text that somebody may have pasted a secret into. */
export const looksLikeSecret = (text: string): boolean => suspicious.test(text)

/** What of a search may stand in its field: of a secret only its end, the way the lists mask it. */
export const withoutSecret = (search: string): string => {
  const [secret] = key.exec(search) ?? typedOn.exec(search) ?? []
  return secret === undefined ? search : `****${secret.slice(-6)}`
}

/** True for a search that is, or may become while it is typed, a secret: it must not stand in the address. */
export const mayBecomeSecret = (search: string): boolean => beginning.test(search) || looksLikeSecret(search)
