import { makeStore, type Store, useStore } from '#console/state/store.ts'

interface Sample {
  /** How far the service's clock is ahead of this computer's, in milliseconds. */
  readonly offset: number
  readonly roundTrip: number
}

const kept = 10
// The Date header has whole seconds: on average half of one has passed.
const halfSecond = 500
// Two readings that differ by more mean that the clock was set, or the computer slept.
const jump = 1000

/** Estimates the service's time from the answers it gives. */
export interface Clock {
  /** The service's time, in milliseconds; this computer's as long as no answer has told. */
  readonly now: () => number
  /** How far the service's clock is ahead of this computer's, in milliseconds; 0 as far as can be told. */
  readonly offset: Pick<Store<number>, 'get' | 'subscribe'>
  /** Call it before a request; the result takes the `Date` header of the answer as soon as that arrives. */
  readonly timeRequest: () => (date: string | null) => void
}

/**
 * @param wall this computer's clock, in milliseconds since 1970
 * @param steady milliseconds since some moment, whatever happens to `wall`
 */
export const makeClock = (wall: () => number, steady: () => number): Clock => {
  const drift = () => wall() - steady()
  let samples: readonly Sample[] = []
  let driftOfSamples = drift()
  const offset = makeStore(0)

  const add = (sample: Sample) => {
    if (Math.abs(drift() - driftOfSamples) > jump) samples = []
    driftOfSamples = drift()
    samples = [sample, ...samples].slice(0, kept)
    const best = samples.reduce((one, other) => (other.roundTrip < one.roundTrip ? other : one))
    // Clocks that agree as far as the answer can tell: a right clock is left alone.
    const agree = Math.abs(best.offset) <= halfSecond + best.roundTrip / 2
    offset.set(agree ? 0 : best.offset)
  }

  return {
    now: () => wall() + offset.get(),
    offset,
    timeRequest: () => {
      const sentAt = steady()
      const driftWhenSent = drift()
      return (date) => {
        const told = Date.parse(date ?? '')
        if (Number.isNaN(told) || Math.abs(drift() - driftWhenSent) > jump) return
        const roundTrip = steady() - sentAt
        add({ offset: told + halfSecond - (wall() - roundTrip / 2), roundTrip })
      }
    },
  }
}

/** The only reader of this computer's clock: that may be years off, and what the service says now is what counts. */
const clock = makeClock(
  () => Date.now(),
  () => performance.now(),
)

/** The service's time in milliseconds. Use it for every "now"; `src/architecture.test.ts` forbids `Date.now()`. */
export const { now, timeRequest } = clock

/** How far the service's clock is ahead of this computer's, in milliseconds. */
export const useClockOffset = (): number => useStore(clock.offset)
