import { expect, it } from 'vitest'

import { randomBytes } from './random.ts'

it('are as many as asked for, and nobody gets the same', () => {
  const drawn = Array.from({ length: 1000 }, () => randomBytes(27))
  expect(new Set(drawn.map(({ length }) => length))).toEqual(new Set([27]))
  expect(new Set(drawn.map((bytes) => bytes.join())).size).toBe(1000)
})

it('stay as they were handed out', () => {
  const bytes = randomBytes(16)
  const before = bytes.join()
  for (let n = 0; n < 1000; n += 1) randomBytes(16)
  expect(bytes.join()).toBe(before)
  expect(new Set(bytes).size).toBeGreaterThan(1)
})

it('are each of all values as often as the others', () => {
  const counts = Array.from({ length: 256 }, () => 0)
  for (let n = 0; n < 10_000; n += 1) for (const byte of randomBytes(27)) counts[byte] = (counts[byte] ?? 0) + 1
  // 1,055 on average, with a deviation of 32.
  expect(Math.min(...counts)).toBeGreaterThan(800)
  expect(Math.max(...counts)).toBeLessThan(1300)
})

it('are not fewer than asked for', () => {
  expect(randomBytes(4096)).toHaveLength(4096)
  expect(() => randomBytes(4097)).toThrow(RangeError)
})
