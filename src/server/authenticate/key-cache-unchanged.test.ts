import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { ask, begun, openKeys } from './key-cache.testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('while nothing is committed', () => {
  /** As `openKeys`, and a version that a test changes, or takes away. */
  const openQuiet = () => {
    let version: (() => string) | undefined = () => '1'
    const opened = openKeys({
      version: async () => {
        const answer = version
        await new Promise((resolve) => setTimeout(resolve, 10))
        if (answer === undefined) throw new Error('down')
        return answer()
      },
    })
    return {
      ...opened,
      setVersion: (next: string | undefined) => void (version = next === undefined ? undefined : () => next),
    }
  }

  it('keys are not read again, however long they are in use', async () => {
    const { find, reads } = openQuiet()
    for (let n = 0; n < 100; n += 1) {
      expect(await find()).toBe('first')
      await vi.advanceTimersByTimeAsync(90)
    }
    // Once more after the version was known: what was read before may be older.
    expect(reads).toHaveLength(2)
  })

  it.each([0, 150, 350, 700, 1000])(
    'a change of another process after %i ms more is seen within a second',
    async (pass) => {
      const { table, find, setVersion } = openQuiet()
      for (let n = 0; n < 20; n += 1) {
        await find()
        await vi.advanceTimersByTimeAsync(90)
      }
      await vi.advanceTimersByTimeAsync(pass)
      table.delete('hash')
      setVersion('2')
      const changed = performance.now()
      while ((await find()) !== undefined) await vi.advanceTimersByTimeAsync(20)
      expect(performance.now() - changed).toBeLessThan(1000)
    },
  )

  it('a key that was read while the change was committed is not taken for a later one', async () => {
    const { table, keys, find, setVersion } = openQuiet()
    const early = ask(keys, 'hash')
    await begun()
    // The reading has what was there before, the look at the version that began with it what comes after.
    table.delete('hash')
    setVersion('2')
    await vi.advanceTimersByTimeAsync(10)
    expect((await early)?.id).toBe('first')
    const changed = performance.now()
    while ((await find()) !== undefined) await vi.advanceTimersByTimeAsync(20)
    expect(performance.now() - changed).toBeLessThan(1000)
  })

  it('a key is not passed for longer than it is fresh when there is no knowing the version', async () => {
    const { table, find, setVersion } = openQuiet()
    for (let n = 0; n < 20; n += 1) {
      await find()
      await vi.advanceTimersByTimeAsync(90)
    }
    setVersion(undefined)
    table.delete('hash')
    await vi.advanceTimersByTimeAsync(950)
    expect(await find()).toBeUndefined()
  })
})
