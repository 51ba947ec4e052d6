const alphabet = '0123456789abcdefghijklmnopqrstuv'

/** A new identifier: the prefix and 17 random characters of base32hex (API reference 4.1). */
export const newId = (prefix: 'aje' | 'b1g' = 'aje'): string => {
  let id: string = prefix
  for (const byte of crypto.getRandomValues(new Uint8Array(17))) id += alphabet[byte % 32]
  return id
}
