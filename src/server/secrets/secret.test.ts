import { describe, expect, it } from 'vitest'

import { accessPolicyTemplates } from '#contract/access-policy.ts'
import { knownRoles } from '#contract/access.ts'
import { knownScopes } from '#contract/scope.ts'
import { maskSecret, maskSecrets, newSecret, quoted } from './secret.ts'

describe('newSecret', () => {
  const secrets = Array.from({ length: 1000 }, newSecret)

  it('is AQVN and 36 base64url characters', () => {
    for (const secret of secrets) expect(secret).toMatch(/^AQVN[A-Za-z0-9_-]{36}$/)
  })

  it('never repeats itself', () => expect(new Set(secrets)).toHaveLength(secrets.length))

  it('uses the whole alphabet in its last character, so no bits are lost', () => {
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
  ])('masks %s, even in the middle of a word', (_, token) => {
    const masked = maskSecrets(`GET /x${token}/y`)
    expect(masked).not.toContain(token.slice(0, -6).slice(-20))
    expect(masked).toMatch(/^GET \S*\*{4}\S{6}\/y$/)
  })

  it('masks a session after other words that start like one', () => {
    const session = `eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..${'iv'.repeat(8)}.${'FAKE'.repeat(9)}.${'tag'.repeat(7)}`
    expect(maskSecrets(`eyJeyJ-eyJ${session}`)).toMatch(/^[\w-]{1,20}\*{4}tagtag$/)
    expect(maskSecrets(`eyJ.eyJx.${session}`)).not.toContain('FAKEFAKE')
  })

  it('does not mask names', () => {
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

describe('quoted', () => {
  it('repeats a short text, with secrets masked', () => {
    const secret = newSecret()
    expect(quoted('/iam/v1/apiKeys')).toBe('/iam/v1/apiKeys')
    expect(quoted(`/iam/v1/apiKeys/${secret}`)).toBe(`/iam/v1/apiKeys/${maskSecret(secret)}`)
    expect(quoted('a'.repeat(100))).toBe('a'.repeat(100))
  })

  it('truncates a longer text to 100 characters', () => {
    expect(quoted('a/'.repeat(400))).toBe(`${'a/'.repeat(50)}…`)
    expect(quoted('a/'.repeat(500_000))).toBe(`${'a/'.repeat(50)}…`)
  })

  it.each([
    ['a session', `eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..${'FAKE'.repeat(300)}.FAKE.FAKE`],
    ['an IAM token', `t1.${'FAKE'.repeat(300)}==.${'FAKE'.repeat(22)}`],
    ["an administrator's token in small letters", 'fake'.repeat(300)],
  ])('shows nothing of %s that is cut', (_, token) => {
    expect(quoted(`/x/${token}`)).toMatch(/^\/x\/[^a-z]{0,5}…$/i)
  })
})
