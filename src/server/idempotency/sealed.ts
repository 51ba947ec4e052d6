const encoder = new TextEncoder()
const saltBytes = 16
const ivBytes = 12

/** HKDF context: binds the derived key to this purpose. */
const info = encoder.encode('keyrack idempotency answer')

/**
 * Encrypts `text` with AES-256-GCM, using a key derived from `passphrase` and a random salt by HKDF-SHA-256.
 *
 * @param passphrase must be random, such as a UUID: HKDF is fast, so a guessable one can be brute-forced
 * @returns base64 of salt, initialisation vector and ciphertext
 */
export const seal = async (passphrase: string, text: string): Promise<string> => {
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes))
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
  const key = await derive(passphrase, salt)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, encoder.encode(text))
  const bytes = [...salt, ...iv, ...new Uint8Array(sealed)]
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))
}

/**
 * Decrypts what `seal` returned.
 *
 * @throws DOMException OperationError if the passphrase is wrong or the text was tampered with
 */
export const unseal = async (passphrase: string, sealed: string): Promise<string> => {
  const bytes = Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0))
  const key = await derive(passphrase, bytes.slice(0, saltBytes))
  const iv = bytes.slice(saltBytes, saltBytes + ivBytes)
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes.slice(saltBytes + ivBytes))
  return new TextDecoder().decode(text)
}

const derive = async (passphrase: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> => {
  const material = await crypto.subtle.importKey('raw', encoder.encode(passphrase), 'HKDF', false, ['deriveKey'])
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info }
  return crypto.subtle.deriveKey(algorithm, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
