import { describe, expect, it } from 'vitest'

import { accessPolicyTemplates } from '#contract/access-policy.ts'
import { knownRoles } from '#contract/access.ts'
import { knownScopes } from '#contract/scope.ts'
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

  it.each([
    [
      'a session',
      'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..QEJgAaH8KUuGagCX.MH2pnm3KSM8To8kmk7Q.M4AzYPzQFAKEuaPcSE6u0w',
    ],
    ['a sign-in code', '1795345200000.hR3kFAKE0dJ8s_w2-Zq1LmX5vBn7cTyU'],
    ["an administrator's token", 'kT9FAKEb2-xQmZ7_hLr4VnJ0sYdPwEaUoGiCfRt3eH8'],
    ['an IAM token', `t1.FAKE9.${'aB3-'.repeat(21)}xy`],
  ])('masks %s, also in the middle of a word', (_, token) => {
    const masked = maskSecrets(`GET /x${token}/y`)
    expect(masked).not.toContain(token.slice(0, -6).slice(-20))
    expect(masked).toMatch(/^GET \S*\*{4}\S{6}\/y$/)
  })

  it('leaves names alone', () => {
    const names = [...Object.values(accessPolicyTemplates), ...knownRoles, ...knownScopes.map(({ id }) => id)]
    const chosen = 'a-token-that-the-operator-chose-has-no-shape'
    const text = [
      ...names,
      chosen,
      'a-service-account-with-a-name-of-as-many-as-63-characters-in-all',
      crypto.randomUUID(),
    ]
    expect(maskSecrets(text.join(' '))).toBe(text.join(' '))
  })
})
