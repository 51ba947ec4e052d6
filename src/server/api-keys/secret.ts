import { secretShape } from '#contract/api-key.ts'
import { iamTokenShape } from '#contract/iam-token.ts'
import { randomText } from '../hash.ts'

/** A new secret: `AQVN` and 36 characters of base64url, from 27 random bytes (API reference 4.3). */
export const newSecret = (): string => `AQVN${randomText(27)}`

/** The part of a secret that may be shown: four asterisks and its last six characters (API reference 1.3). */
export const maskSecret = (secret: string): string => `****${secret.slice(-6)}`

/** `text` with each secret and IAM token in it masked. People paste a secret where its id belongs, and errors quote what they got. */
export const maskSecrets = (text: string): string =>
  text
    .replaceAll(secretShape(), (secret) => maskSecret(secret))
    .replaceAll(iamTokenShape(), (token) => `t1.${maskSecret(token)}`)
