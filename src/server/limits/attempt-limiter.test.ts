import { describe, expect, it } from 'vitest'

import { StatusError } from '../messages/status-error.ts'
import { attemptLimiter, type AttemptLimits } from './attempt-limiter.ts'

const good = 'good'

/** A limiter in front of a slow table of credentials. Those that start with `good` exist. */
const openLimiter = (limits: Partial<AttemptLimits> = {}) => {
  let now = 0
  let lookUps = 0
  let down = false
  const limiter = attemptLimiter({ perAddress: 100, kind: 'checks', ...limits }, () => now)
  const attempt = async (credential: string, address = 'a'): Promise<string> => {
    const lookUp = async () => {
      lookUps += 1
      await new Promise((resolve) => setTimeout(resolve, 1))
      if (down) throw new Error('down')
      if (!credential.startsWith(good)) throw new StatusError('UNAUTHENTICATED', 'wrong')
    }
    return limiter.attempt(address, credential, lookUp).then(
      () => 'accepted',
      (error: unknown) => (error instanceof StatusError ? error.code : 'down'),
    )
  }
  /** The number of each outcome of concurrent attempts. */
  const outcomes = async (attempts: readonly Promise<string>[]) => {
    const counts: Record<string, number> = {}
    for (const outcome of await Promise.all(attempts)) counts[outcome] = (counts[outcome] ?? 0) + 1
    return counts
  }
  return {
    attempt,
    outcomes,
    lookUps: () => lookUps,
    pass: (milliseconds: number) => void (now += milliseconds),
    setDown: (value: boolean) => void (down = value),
  }
}

const many = <T>(length: number, make: (n: number) => T): T[] => Array.from({ length }, (_, n) => make(n))

describe('concurrent attempts', () => {
  it('never cause more look-ups than the limit', async () => {
    const { attempt, outcomes, lookUps } = openLimiter()
    expect(await outcomes(many(400, (n) => attempt(`wrong-${n}`)))).toEqual({
      UNAUTHENTICATED: 100,
      RESOURCE_EXHAUSTED: 300,
    })
    expect(lookUps()).toBe(100)
  })

  it('with valid credentials wait for each other and pass, whether with one credential or many', async () => {
    const { attempt, outcomes } = openLimiter()
    expect(await outcomes(many(400, () => attempt(good)))).toEqual({ accepted: 400 })
    expect(await outcomes(many(400, (n) => attempt(`good-${n}`)))).toEqual({ accepted: 400 })
  })

  it('let a valid credential pass behind wrong ones below the limit', async () => {
    const { attempt, outcomes } = openLimiter()
    const wrong = many(99, (n) => attempt(`wrong-${n}`))
    const others = many(300, (n) => attempt(`good-${n}`))
    expect(await outcomes([...wrong, ...others])).toEqual({ UNAUTHENTICATED: 99, accepted: 300 })
  })

  it('let a valid credential in use pass among any number of wrong ones', async () => {
    const { attempt, outcomes } = openLimiter()
    await attempt(good, 'b')
    const guesses = many(400, (n) => attempt(`wrong-${n}`))
    expect(await attempt(good)).toBe('accepted')
    expect(await outcomes(guesses)).toMatchObject({ UNAUTHENTICATED: 100 })
  })

  it('continue when the store is reachable again', async () => {
    const { attempt, outcomes, setDown } = openLimiter()
    setDown(true)
    expect(await outcomes(many(250, (n) => attempt(`wrong-${n}`)))).toEqual({ down: 250 })
    setDown(false)
    expect(await attempt('wrong')).toBe('UNAUTHENTICATED')
  })

  it('from many addresses never cause more look-ups than the total limit', async () => {
    const { attempt, outcomes, lookUps } = openLimiter({ perAddress: 20, total: 100 })
    const all = many(400, (n) => attempt(`wrong-${n}`, `address-${n % 10}`))
    expect(await outcomes(all)).toEqual({ UNAUTHENTICATED: 100, RESOURCE_EXHAUSTED: 300 })
    expect(lookUps()).toBe(100)
  })

  it('that wait continue when the minute ends', async () => {
    const { attempt, outcomes, pass } = openLimiter()
    await outcomes(many(60, (n) => attempt(`early-${n}`)))
    const late = many(200, (n) => attempt(`wrong-${n}`))
    await Promise.resolve()
    pass(60_000)
    expect(await outcomes(late)).toEqual({ UNAUTHENTICATED: 100, RESOURCE_EXHAUSTED: 100 })
  })
})

it('no minute has more failures than the limit, wherever it starts', async () => {
  const { attempt, outcomes, pass } = openLimiter()
  await outcomes(many(1, (n) => attempt(`wrong-${n}`)))
  pass(59_000)
  await outcomes(many(99, (n) => attempt(`wrong-${n}`)))
  pass(1000)
  expect(await outcomes(many(2, (n) => attempt(`wrong-${n}`)))).toEqual({ UNAUTHENTICATED: 1, RESOURCE_EXHAUSTED: 1 })
})

it('a host does not get a new limit from another address in its IPv6 network', async () => {
  const { attempt } = openLimiter({ perAddress: 1 })
  await attempt('wrong', '2001:db8::1')
  expect(await attempt('wrong', '2001:db8::2')).toBe('RESOURCE_EXHAUSTED')
  expect(await attempt('wrong', '2001:db8:0:1::1')).toBe('UNAUTHENTICATED')
})

it('a credential in use is remembered however many others are accepted', async () => {
  const { attempt, pass } = openLimiter({ perAddress: 1 })
  await attempt(good, 'elsewhere')
  await Promise.all(many(9999, (n) => attempt(`${good}-${n}`, `address-${n}`)))
  pass(59_999)
  await attempt(good, 'elsewhere')
  pass(1)
  await attempt(good, 'elsewhere')
  await attempt(`${good}-another`, 'elsewhere')
  await attempt('wrong', 'office')
  expect(await attempt(good, 'office')).toBe('accepted')
})

it('remembers 10,000 addresses', async () => {
  const { attempt } = openLimiter({ perAddress: 1 })
  await attempt('wrong', 'first')
  await Promise.all(many(9999, (n) => attempt('wrong', `address-${n}`)))
  expect(await attempt('wrong', 'first')).toBe('RESOURCE_EXHAUSTED')
  await Promise.all(many(10_000, (n) => attempt('wrong', `other-${n}`)))
  expect(await attempt('wrong', 'first')).toBe('UNAUTHENTICATED')
})
