import { secretShape } from '#contract/api-key.ts'
import { iamTokenShape } from '#contract/iam-token.ts'
import { randomText } from './hash.ts'

/** Generates a secret: `AQVN` and 36 characters of base64url, from 27 random bytes (API reference 4.3). */
export const newSecret = (): string => `AQVN${randomText(27)}`

/** The part of a secret that may be shown: four asterisks and its last six characters (API reference 1.3). */
export const maskSecret = (secret: string): string => `****${secret.slice(-6)}`

// The service's own credentials: its session cookie (a JWE), sign-in codes, and the generated administrator's token.
// A token that the operator chose cannot be recognised.
// Match only from the last `eyJ` of a word: trying each to the end of the word would take quadratic time.
const sessionShape = /eyJ(?:(?!eyJ)[\w-])+(?:\.[\w-]*){4}/g
const signInCodeShape = /\d{13}\.[\w-]{32}/g
const administratorTokenShape = /(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{43,}/g

// Fast path: every credential matches this, and most texts do not.
const mayHaveCredential = /[\w-]{32}|eyJ/

/** Masks every credential in `text`. People paste a secret where an id belongs, and errors quote their input. */
export const maskSecrets = (text: string): string => {
  if (!mayHaveCredential.test(text)) return text
  return text
    .replaceAll(secretShape(), (secret) => maskSecret(secret))
    .replaceAll(iamTokenShape(), (token) => `t1.${maskSecret(token)}`)
    .replaceAll(sessionShape, (session) => maskSecret(session))
    .replaceAll(signInCodeShape, (code) => maskSecret(code))
    .replaceAll(administratorTokenShape, (token) => maskSecret(token))
}

const maxQuoteLength = 100
// Longer than any secret, so one that starts within the quote is matched whole.
const maxScanLength = 1000
const lastWord = /(?<![\w.=-])[\w.=-]+$/

/**
 * The part of `text` that an error or a log line may quote: at most 100 characters, with credentials masked. `…` marks
 * a truncation.
 */
export const quoted = (text: string): string => {
  if (text.length <= maxScanLength) return truncate(maskSecrets(text))
  // Drop the last word: it may be half a secret, which no pattern matches.
  return truncate(`${maskSecrets(text.slice(0, maxScanLength)).replace(lastWord, '')}…`)
}

const truncate = (text: string): string => (text.length <= maxQuoteLength ? text : `${text.slice(0, maxQuoteLength)}…`)
