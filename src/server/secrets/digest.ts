import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 of a text, 64 hex digits. In browsers, whose own answers only later; in Node `node/digest.ts` stands for it. */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))
