// In Node it is `node/digest.ts`: package.json says so.
import { sha256Hex } from '#server/secrets/digest.ts'

import { randomBytes } from './random.ts'

/**
 * SHA-256 as 64 hex digits. Enough for what is hashed here: at least 128 random bits, so there is nothing to guess
 * and no reason for a slow hash on every request.
 */
export const sha256 = (text: string): string => sha256Hex(text)

/** `bytes` random bytes as unpadded base64url. */
export const randomText = (bytes: number): string =>
  btoa(String.fromCharCode(...randomBytes(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
