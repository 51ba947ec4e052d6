import type { Operation } from '#contract/operation.ts'

const shortest = 1000
const longest = 30_000
// The interval grows with the operation's age: 1 s at ten seconds, 6 s at a minute.
const shareOfAge = 0.1

/** The polling interval of a list of operations in milliseconds, by the youngest running one. False if none runs. */
export const pollingInterval = (operations: readonly Operation[], now: number): number | false => {
  const running = operations.filter(isRunning)
  if (running.length === 0) return false
  const age = Math.min(...running.map(({ createdAt }) => now - Date.parse(createdAt)))
  return Math.min(longest, Math.max(shortest, age * shareOfAge))
}

/** Not done yet. An operation with an error is only being rolled back (API reference 1.5). */
export const isRunning = ({ done, error }: Operation): boolean => !done && error === undefined
