// In Node this resolves to `node/digest.ts`, by `imports` in package.json.
import { sha256Hex } from '#server/secrets/digest.ts'

import { randomBytes } from './random.ts'

/**
 * SHA-256 as 64 hex digits. No slow hash is needed: every input has at least 128 random bits and cannot be guessed.
 */
export const sha256 = (text: string): string => sha256Hex(text)

/** `bytes` random bytes as unpadded base64url. */
export const randomText = (bytes: number): string =>
  btoa(String.fromCharCode(...randomBytes(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
