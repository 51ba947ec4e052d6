import { describe, expect, it } from 'vitest'

import type { Operation } from '#contract/operation.ts'
import { pollingInterval } from './polling.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const second = 1000

const operation = (age: number, changes: Partial<Operation> = {}): Operation => ({
  id: 'aje1',
  description: '',
  createdAt: new Date(now - age).toISOString(),
  createdBy: '',
  modifiedAt: new Date(now - age).toISOString(),
  done: false,
  ...changes,
})

describe('pollingInterval', () => {
  it('is off if nothing runs', () => {
    const error = { code: 13, message: '', details: [] }
    expect(pollingInterval([], now)).toBe(false)
    expect(pollingInterval([operation(0, { done: true }), operation(0, { error })], now)).toBe(false)
  })

  it.each([
    [0, 1000],
    [10 * second, 1000],
    [20 * second, 2000],
    [60 * second, 6000],
    [5 * 60 * second, 30_000],
    [24 * 60 * 60 * second, 30_000],
  ])('grows with the age of what runs: after %d ms it is %d ms', (age, interval) => {
    expect(pollingInterval([operation(age)], now)).toBe(interval)
  })

  it('depends on the youngest operation', () => {
    expect(pollingInterval([operation(600 * second), operation(20 * second)], now)).toBe(2000)
    expect(pollingInterval([operation(600 * second), operation(0, { done: true })], now)).toBe(30_000)
  })

  it("does not speed up if the service's clock is ahead", () => {
    expect(pollingInterval([operation(-60 * second)], now)).toBe(1000)
  })
})
