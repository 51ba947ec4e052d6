import { describe, expect, it } from 'vitest'

import { sha256 } from '../secrets/hash.ts'
import { openKey, unknownSecret } from '../testing/open-key.ts'

const hour = 3_600_000

describe('the last use', () => {
  const openUse = async () => {
    const key = await openKey()
    const used = async () => {
      await key.usage.flush()
      const { body } = await key.get(`/iam/v1/apiKeys/${key.apiKey.id}`)
      const account = await key.get(`/iam/v1/serviceAccounts/${key.id}`)
      return [
        (body as { lastUsedAt?: string }).lastUsedAt,
        (account.body as { lastAuthenticatedAt?: string }).lastAuthenticatedAt,
      ]
    }
    return { ...key, used }
  }

  it('of the key and of its account is the last check that the key passed', async () => {
    const { check, used, clock } = await openUse()
    expect(await used()).toEqual([undefined, undefined])
    await check()
    expect(await used()).toEqual(['2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z'])
    clock.pass(hour)
    await check()
    expect(await used()).toEqual(['2026-11-22T11:00:00Z', '2026-11-22T11:00:00Z'])
  })

  it('includes a check that lacked a scope', async () => {
    const { check, used } = await openUse()
    await check('?scope=x')
    expect(await used()).toEqual(['2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z'])
  })

  it('does not include rejected checks', async () => {
    const { check, used, post, id } = await openUse()
    await post(`/iam/v1/serviceAccounts/${id}:suspend`, {})
    await check()
    await check('', `Api-Key ${unknownSecret}`)
    expect(await used()).toEqual([undefined, undefined])
  })

  it('is not recorded as an operation', async () => {
    const { check, used, get, apiKey } = await openUse()
    await check()
    await used()
    const { body } = await get(`/iam/v1/apiKeys/${apiKey.id}/operations`)
    expect((body as { operations: unknown[] }).operations).toHaveLength(1)
  })
})

describe('a secret', () => {
  it('never appears in a response, log, metric or row, whatever the result of its check', async () => {
    const { check, post, id, secret, logged, committed, clock, usage, apiKey, del } = await openKey(
      {},
      {
        expiresAt: '2026-11-22T11:00:00Z',
      },
    )
    const answers = [await check(), await check('?scope=x'), await check(`?scope=${secret}`), await check('?x=y')]
    await post(`/iam/v1/serviceAccounts/${id}:suspend`, {})
    answers.push(await check())
    clock.pass(hour)
    answers.push(await check(), await check('', `Bearer ${secret}`), await check('', secret))
    await del(`/iam/v1/apiKeys/${apiKey.id}`)
    answers.push(await check())
    for (let n = 0; n < 120; n += 1) answers.push(await check())
    await usage.flush()
    const told = answers.map(({ text, headers }) => [text, [...headers]])
    const everything = JSON.stringify([told, logged, committed])
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 400, 401, 403, 429]))
    expect(everything).not.toContain(secret)
    expect(everything).not.toContain(secret.slice(4, -6))
    expect(JSON.stringify([told, logged])).not.toContain(sha256(secret))
  })
})
