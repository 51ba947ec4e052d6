import { describe, expect, it, vi } from 'vitest'

import { makeClock } from './clock.ts'

const second = 1000
const minute = 60 * second
const day = 24 * 60 * minute
const begin = Date.parse('2026-11-22T12:00:00.300Z')

/** A service with the correct time, and a computer whose clock is `ahead` of it. */
const computer = (ahead: number) => {
  const world = { passed: 0, ahead, slept: 0 }
  const clock = makeClock(
    () => begin + world.passed + world.ahead,
    () => 5000 + world.passed - world.slept,
  )
  const wait = (milliseconds: number) => {
    world.passed += milliseconds
  }
  const right = () => begin + world.passed
  // HTTP dates have no fractions of a second.
  const date = () => new Date(right()).toUTCString()
  const ask = (there = 20, back = there) => {
    const answered = clock.timeRequest()
    wait(there)
    const header = date()
    wait(back)
    answered(header)
  }
  return { clock, world, wait, right, date, ask }
}

describe('the clock', () => {
  it('is the computer’s until the first response', () => {
    const { clock, right } = computer(10 * minute)
    expect(clock.now()).toBe(right() + 10 * minute)
  })

  it('is the computer’s if responses have no valid date', () => {
    const { clock } = computer(10 * minute)
    for (const date of [null, '', 'yesterday']) clock.timeRequest()(date)
    expect(clock.offset.get()).toBe(0)
  })

  it.each([10 * minute, -10 * minute, 400 * day, -10 * day, 2 * second])(
    'is right to half a second where this computer is %i ms ahead',
    (ahead) => {
      const { clock, right, ask, wait } = computer(ahead)
      for (let n = 0; n < 20; n += 1) {
        ask()
        wait(1237)
        expect(Math.abs(clock.now() - right())).toBeLessThanOrEqual(520)
      }
    },
  )

  it('keeps a clock that agrees with the responses within their precision', () => {
    const { clock, ask, wait } = computer(0)
    for (let n = 0; n < 20; n += 1) {
      ask(n)
      wait(137)
      expect(clock.offset.get()).toBe(0)
    }
  })

  it('trusts the response with the shortest round trip', () => {
    const { clock, right, ask } = computer(10 * minute)
    ask(10)
    ask(10, 8 * second)
    expect(Math.abs(clock.now() - right())).toBeLessThanOrEqual(510)
  })

  it('forgets responses older than the last ten', () => {
    const { clock, right, ask } = computer(10 * minute)
    ask(10)
    for (let n = 0; n < 9; n += 1) ask(10, 8 * second)
    expect(Math.abs(clock.now() - right())).toBeLessThanOrEqual(510)
    ask(10, 8 * second)
    expect(Math.abs(clock.now() - right())).toBeGreaterThan(3 * second)
  })

  it('follows a clock that is set while the page is open', () => {
    const { clock, world, right, ask } = computer(10 * minute)
    ask(1)
    world.ahead = -3 * day
    ask(200)
    expect(Math.abs(clock.now() - right())).toBeLessThanOrEqual(700)
    world.ahead = 0
    ask(300)
    expect(clock.offset.get()).toBe(0)
  })

  it('ignores a response during which the computer slept', () => {
    const { clock, world, wait, date, right, ask } = computer(10 * minute)
    ask()
    const answered = clock.timeRequest()
    const header = date()
    wait(2 * day)
    world.slept = 2 * day
    answered(header)
    expect(Math.abs(clock.now() - right())).toBeLessThanOrEqual(520)
  })

  it('notifies its listeners only of changes', () => {
    const { clock, ask } = computer(10 * minute)
    const listener = vi.fn<() => void>()
    const stop = clock.offset.subscribe(listener)
    ask(100)
    ask(300)
    expect(listener).toHaveBeenCalledTimes(1)
    stop()
    ask(10)
    expect(listener).toHaveBeenCalledTimes(1)
  })
})
