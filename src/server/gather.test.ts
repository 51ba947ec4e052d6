import { expect, it } from 'vitest'

import { gathered } from './gather.ts'

/** Work that ends when the test says so, and what it was given. */
const open = (groupOf?: (item: string) => string) => {
  const turns: (readonly string[])[] = []
  const ends: (() => void)[] = []
  const ask = gathered<string, string>(async (items) => {
    turns.push(items)
    await new Promise<void>((resolve) => void ends.push(resolve))
    if (items.includes('broken')) throw new Error('broken')
    return items.map((item) =>
      item === 'refused'
        ? { status: 'rejected', reason: new Error('refused') }
        : { status: 'fulfilled', value: `${item}!` },
    )
  }, groupOf)
  const begun = async (count: number) => {
    await expect.poll(() => ends.length).toBe(count)
  }
  return { ask, turns, begun, end: (turn: number) => ends[turn]?.() }
}

it('does together what is asked for at the same time, and answers each', async () => {
  const { ask, turns, begun, end } = open()
  const answers = Promise.allSettled(['a', 'refused', 'b'].map(ask))
  await begun(1)
  end(0)
  expect(await answers).toMatchObject([{ value: 'a!' }, { reason: { message: 'refused' } }, { value: 'b!' }])
  expect(turns).toEqual([['a', 'refused', 'b']])
})

it('what comes while work is under way does not join it, but the next', async () => {
  const { ask, turns, begun, end } = open()
  const first = ask('a')
  await begun(1)
  const later = Promise.all([ask('b'), ask('c')])
  end(0)
  expect(await first).toBe('a!')
  await begun(2)
  end(1)
  expect(await later).toEqual(['b!', 'c!'])
  expect(turns).toEqual([['a'], ['b', 'c']])
})

it('no group waits for another', async () => {
  const { ask, turns, begun, end } = open((item) => item.slice(0, 1))
  const slow = Promise.all(['a1', 'a2'].map(ask))
  await begun(1)
  const other = ask('b1')
  await begun(2)
  end(1)
  expect(await other).toBe('b1!')
  end(0)
  expect(await slow).toEqual(['a1!', 'a2!'])
  expect(turns).toEqual([['a1', 'a2'], ['b1']])
})

it('a failure is told to all of its turn, and to nobody after them', async () => {
  const { ask, begun, end } = open()
  const failed = Promise.allSettled(['a', 'broken'].map(ask))
  await begun(1)
  const next = ask('b')
  end(0)
  expect(await failed).toMatchObject([{ reason: { message: 'broken' } }, { reason: { message: 'broken' } }])
  await begun(2)
  end(1)
  expect(await next).toBe('b!')
})

it('takes at most a hundred at once', async () => {
  const { ask, turns, begun, end } = open()
  const answers = Promise.all(Array.from({ length: 101 }, (_, n) => ask(String(n))))
  await begun(1)
  end(0)
  await begun(2)
  end(1)
  expect((await answers).at(-1)).toBe('100!')
  expect(turns.map(({ length }) => length)).toEqual([100, 1])
})
