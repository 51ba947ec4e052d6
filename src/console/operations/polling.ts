import type { Operation } from '#contract/operation.ts'

const shortest = 1000
const longest = 30_000
// An operation of ten seconds is asked about every second, one of a minute every six.
const shareOfAge = 0.1

/**
 * How long to wait before a list of operations is asked for again, in milliseconds: as soon as suits the youngest that
 * runs. False when none does.
 */
export const pollingInterval = (operations: readonly Operation[], now: number): number | false => {
  const running = operations.filter(isRunning)
  if (running.length === 0) return false
  const age = Math.min(...running.map(({ createdAt }) => now - Date.parse(createdAt)))
  return Math.min(longest, Math.max(shortest, age * shareOfAge))
}

/** Not finished yet. One with an error is only being undone (API reference 1.5). */
export const isRunning = ({ done, error }: Operation): boolean => !done && error === undefined
