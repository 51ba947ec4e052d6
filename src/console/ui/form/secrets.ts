// Wider than the format of a key, and includes the cloud's tokens: this only warns.
const suspicious = /AQ[A-Za-z0-9_-]{37,}|\bt1\.[A-Za-z0-9_-]{20,}/
// The format of a key (API reference 4.3). `ui` may not import the contract, which has it too.
const key = /AQ[VW][\w-]{36,39}/
// A key's prefix while it is being typed: it has the format before it is complete.
const typedOn = /^\*{4}[\w-]{7,}$/
const beginning = /AQ[VW]|\bt1\./

/** True for a text that may contain a secret. */
export const looksLikeSecret = (text: string): boolean => suspicious.test(text)

/** The part of a search that may stay in the field: only the end of a secret, masked like in the lists. */
export const withoutSecret = (search: string): string => {
  const [secret] = key.exec(search) ?? typedOn.exec(search) ?? []
  return secret === undefined ? search : `****${secret.slice(-6)}`
}

/** True for a search that is, or may become, a secret. It must not get into the address. */
export const mayBecomeSecret = (search: string): boolean => beginning.test(search) || looksLikeSecret(search)
