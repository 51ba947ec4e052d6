import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of a text as 64 hex digits. Web Crypto is only async, so browsers use this; Node uses `node/digest.ts`. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
