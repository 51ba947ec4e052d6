const encoder = new TextEncoder()

/**
 * SHA-256 as 64 hex digits. Enough for what is hashed here: at least 128 random bits, so there is nothing to guess
 * and no reason for a slow hash on every request.
 */
export const sha256 = async (text: string): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** `bytes` random bytes as unpadded base64url. */
export const randomText = (bytes: number): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
