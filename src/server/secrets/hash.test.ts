import { describe, expect, it } from 'vitest'

import { randomText, sha256 } from './hash.ts'

describe('sha256', () => {
  it('matches the standard', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  it('hashes UTF-8', () => {
    expect(sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c')
  })
})

describe('randomText', () => {
  it.each([1, 2, 3, 24, 27, 32])('writes %i bytes as unpadded base64url', (bytes) => {
    for (let n = 0; n < 50; n += 1) {
      const text = randomText(bytes)
      expect(text).toMatch(/^[\w-]+$/)
      expect(atob(text.replaceAll('-', '+').replaceAll('_', '/'))).toHaveLength(bytes)
    }
  })

  it('never repeats itself', () => {
    expect(new Set(Array.from({ length: 1000 }, () => randomText(16)))).toHaveLength(1000)
  })
})
