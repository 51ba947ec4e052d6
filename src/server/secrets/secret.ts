import { secretShape } from '#contract/api-key.ts'
import { iamTokenShape } from '#contract/iam-token.ts'
import { randomText } from './hash.ts'

/** A new secret: `AQVN` and 36 characters of base64url, from 27 random bytes (API reference 4.3). */
export const newSecret = (): string => `AQVN${randomText(27)}`

/** The part of a secret that may be shown: four asterisks and its last six characters (API reference 1.3). */
export const maskSecret = (secret: string): string => `****${secret.slice(-6)}`

// What opens the service by itself: its session cookie (a JWE), the code of a sign-in link, and the token that it makes
// for its administrator. One that the operator chose has no shape.
// Of several `eyJ` in a word the last one counts: to try each to the end of the word would take quadratic time.
const sessionShape = /eyJ(?:(?!eyJ)[\w-])+(?:\.[\w-]*){4}/g
const signInCodeShape = /\d{13}\.[\w-]{32}/g
const administratorTokenShape = /(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{43,}/g

// Nothing that opens something is without it, and most texts are.
const suspicious = /[\w-]{32}|eyJ/

/** `text` with all in it masked that opens something. People paste a secret where its id belongs, and errors quote what they got. */
export const maskSecrets = (text: string): string => {
  if (!suspicious.test(text)) return text
  return text
    .replaceAll(secretShape(), (secret) => maskSecret(secret))
    .replaceAll(iamTokenShape(), (token) => `t1.${maskSecret(token)}`)
    .replaceAll(sessionShape, (session) => maskSecret(session))
    .replaceAll(signInCodeShape, (code) => maskSecret(code))
    .replaceAll(administratorTokenShape, (token) => maskSecret(token))
}

const longestQuote = 100
// A secret is shorter than this, so one that begins within the quote is seen whole.
const longestRead = 1000
const lastWord = /(?<![\w.=-])[\w.=-]+$/

/**
 * The part of `text` that an error or a log line may quote: at most 100 characters, with secrets masked. `…` follows
 * where something is left out.
 */
export const quoted = (text: string): string => {
  if (text.length <= longestRead) return shortened(maskSecrets(text))
  // The last word may be half a secret, which no pattern finds.
  return shortened(`${maskSecrets(text.slice(0, longestRead)).replace(lastWord, '')}…`)
}

const shortened = (text: string): string => (text.length <= longestQuote ? text : `${text.slice(0, longestQuote)}…`)
