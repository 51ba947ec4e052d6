import { describe, expect, it } from 'vitest'

import { seal, unseal } from './sealed.ts'

const text = '{"secret": "AQVN 🔑"}'

describe('a sealed text', () => {
  it.each(['', text, 'x'.repeat(1_000_000)])('can be decrypted with its passphrase', async (plain) => {
    expect(await unseal('passphrase', await seal('passphrase', plain))).toBe(plain)
  })

  it('cannot be decrypted with another passphrase', async () => {
    await expect(unseal('passphrasf', await seal('passphrase', text))).rejects.toThrow(DOMException)
  })

  it('differs each time', async () => {
    expect(await seal('passphrase', text)).not.toBe(await seal('passphrase', text))
  })

  it.each([0, 20, 30, -1])('is rejected if byte %i is changed', async (index) => {
    const bytes = Uint8Array.from(atob(await seal('passphrase', text)), (character) => character.charCodeAt(0))
    const at = index < 0 ? bytes.length + index : index
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await expect(unseal('passphrase', btoa(String.fromCharCode(...bytes)))).rejects.toThrow(DOMException)
  })
})
