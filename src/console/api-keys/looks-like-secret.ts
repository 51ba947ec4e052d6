// Wider than the shape of a key (API reference 4.3), and the token of the cloud too: this only warns.
const shape = /AQ[A-Za-z0-9_-]{37,}|\bt1\.[A-Za-z0-9_-]{20,}/

/** True for a text that somebody may have pasted a secret into. */
export const looksLikeSecret = (text: string): boolean => shape.test(text)
