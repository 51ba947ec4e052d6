/** How many items a run had yet to finish. */
export interface Sample {
  /** Milliseconds by a steady clock. */
  readonly at: number
  readonly left: number
}

const minute = 60_000
/** A rate over less time means little. */
const shortestRate = 10_000
/** Runs that end sooner need no words about it. */
const worthTelling = 30_000

/**
 * Minutes until a run ends at the rate of its samples, rounded up. Undefined while it is unknown, and for runs that end
 * in seconds.
 *
 * @param samples of the last part of the run, in order
 * @param shown the previous result, which is returned while it is about right, so that it does not flicker
 */
export const minutesLeft = (samples: readonly Sample[], shown: number | undefined): number | undefined => {
  const [first, last] = [samples[0], samples.at(-1)]
  if (first === undefined || last === undefined) return shown
  const passed = last.at - first.at
  const finished = first.left - last.left
  if (passed < shortestRate || finished === 0) return shown
  const time = (last.left * passed) / finished
  if (shown === undefined && time < worthTelling) return undefined
  const estimate = time / minute
  const slack = Math.max(1, (shown ?? 0) / 10)
  if (shown !== undefined && estimate > shown - slack && estimate < shown + slack / 2) return shown
  return Math.max(1, Math.ceil(estimate))
}
