import { describe, expect, it } from 'vitest'

import { remainingOf } from './session-end.ts'

const end = Date.parse('2026-11-28T12:00:00Z')
const before = (milliseconds: number) => remainingOf('2026-11-28T12:00:00Z', end - milliseconds)
const second = 1000
const minute = 60 * second

describe('the end of a session', () => {
  it('is not announced more than ten minutes before', () => {
    expect(before(10 * minute + 1)).toBeUndefined()
    expect(before(12 * 60 * minute)).toBeUndefined()
  })

  it('is announced ten minutes before, with the begun minutes', () => {
    expect(before(10 * minute)).toEqual({ stage: 10, minutes: 10 })
    expect(before(9 * minute + second)).toEqual({ stage: 10, minutes: 10 })
    expect(before(minute + second)).toEqual({ stage: 10, minutes: 2 })
  })

  it('is announced again one minute before, and at the end', () => {
    expect(before(minute)).toEqual({ stage: 1, minutes: 1 })
    expect(before(1)).toEqual({ stage: 1, minutes: 1 })
    expect(before(0)).toEqual({ stage: 0, minutes: 0 })
    expect(before(-8 * 60 * minute)).toEqual({ stage: 0, minutes: 0 })
  })

  it('is not announced if the time makes no sense', () => {
    expect(remainingOf('', end)).toBeUndefined()
  })
})
