import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/**
 * SHA-256 as 64 hex digits. Enough for what is hashed here: at least 128 random bits, so there is nothing to guess
 * and no reason for a slow hash on every request. Not the platform's, whose way through another thread takes ten
 * times as long as the work.
 */
export const sha256 = (text: string): string => bytesToHex(digest(utf8ToBytes(text)))

/** `bytes` random bytes as unpadded base64url. */
export const randomText = (bytes: number): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
