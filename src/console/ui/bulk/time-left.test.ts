import { describe, expect, it } from 'vitest'

import { minutesLeft, type Sample } from './time-left.ts'

/** Every 5 s, at this many items a second. */
const samples = (seconds: number, { all, rate }: { all: number; rate: number }): Sample[] =>
  Array.from({ length: seconds / 5 + 1 }, (_, n) => ({ at: 1000 + n * 5000, left: all - n * 5 * rate }))

/** What is shown when this many minutes are left. */
const after = (minutes: number, shown: number | undefined) =>
  minutesLeft(
    [
      { at: 0, left: minutes * 600 + 100 },
      { at: 10_000, left: minutes * 600 },
    ],
    shown,
  )

describe('minutesLeft', () => {
  it('is known after ten seconds', () => {
    const run = { all: 100_000, rate: 66 }
    expect(minutesLeft([], undefined)).toBeUndefined()
    expect(minutesLeft(samples(5, run), undefined)).toBeUndefined()
    expect(minutesLeft(samples(10, run), undefined)).toBe(26)
  })

  it('follows the rate of the given samples', () => {
    const slower = samples(60, { all: 30_000, rate: 20 })
    expect(minutesLeft(slower, 8)).toBe(24)
  })

  it('is unknown until an item has finished, and stays while none finishes', () => {
    const stuck = samples(60, { all: 1000, rate: 0 })
    expect(minutesLeft(stuck, undefined)).toBeUndefined()
    expect(minutesLeft(stuck, 4)).toBe(4)
  })

  it('is not shown for a run that ends in seconds', () => {
    expect(after(0.4, undefined)).toBeUndefined()
    expect(after(0.6, undefined)).toBe(1)
  })

  it('stays at 1 during the last minute', () => {
    expect(after(0.9, 2)).toBe(1)
    expect(after(0.1, 1)).toBe(1)
    expect(after(0, 1)).toBe(1)
  })

  it('changes only when it is clearly wrong', () => {
    expect([5.4, 5, 4.1, 4].map((minutes) => after(minutes, 5))).toEqual([5, 5, 5, 4])
    expect(after(5.5, 5)).toBe(6)
    expect([62, 60, 55, 54].map((minutes) => after(minutes, 60))).toEqual([60, 60, 60, 54])
    expect(after(63, 60)).toBe(63)
  })
})
