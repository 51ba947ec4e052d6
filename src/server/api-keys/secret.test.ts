import { describe, expect, it } from 'vitest'

import { maskSecret, maskSecrets, newSecret } from './secret.ts'

describe('newSecret', () => {
  const secrets = Array.from({ length: 1000 }, newSecret)

  it('is AQVN and 36 characters of base64url', () => {
    for (const secret of secrets) expect(secret).toMatch(/^AQVN[A-Za-z0-9_-]{36}$/)
  })

  it('never repeats itself', () => expect(new Set(secrets)).toHaveLength(secrets.length))

  it('uses the whole alphabet in its last place, so no bits are lost', () => {
    expect(new Set(secrets.map((secret) => secret.at(-1)))).toHaveLength(64)
  })
})

describe('maskSecret', () => {
  it('shows the last six characters', () =>
    expect(maskSecret('AQVN3sHvAWTemWB8QxHkunfG2x4q7G3OrCG-_w')).toBe('****rCG-_w'))
})

describe('maskSecrets', () => {
  it('masks every secret of a text and nothing else', () => {
    const [a, b] = [newSecret(), newSecret()]
    expect(maskSecrets(`/x/${a}?y=${b}, AQVN is a prefix`)).toBe(
      `/x/${maskSecret(a)}?y=${maskSecret(b)}, AQVN is a prefix`,
    )
  })
})
