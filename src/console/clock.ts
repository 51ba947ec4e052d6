import { makeStore, type Store, useStore } from '#console/state/store.ts'

interface Sample {
  /** How far the service's clock is ahead of the computer's, in milliseconds. */
  readonly offset: number
  readonly roundTrip: number
}

const maxSamples = 10
// The Date header is cut to whole seconds: add the average loss.
const halfSecond = 500
// A larger jump between two readings means that the clock was set or the computer slept.
const jump = 1000

/** Estimates the service's time from its responses. */
export interface Clock {
  /** The service's time in milliseconds. The computer's time before the first response. */
  readonly now: () => number
  /** How far the service's clock is ahead of the computer's, in milliseconds. 0 when unknown. */
  readonly offset: Pick<Store<number>, 'get' | 'subscribe'>
  /**
   * Call it before a request. The result takes the `Date` header of the response on arrival.
   *
   * @param sentAt when the request was sent, by the steady clock. Now by default
   */
  readonly timeRequest: (sentAt?: number) => (date: string | null) => void
}

/**
 * @param wall the computer's clock, in milliseconds since 1970
 * @param steady a monotonic clock in milliseconds
 */
export const makeClock = (wall: () => number, steady: () => number): Clock => {
  const drift = () => wall() - steady()
  let samples: readonly Sample[] = []
  let driftOfSamples = drift()
  const offset = makeStore(0)

  const add = (sample: Sample) => {
    if (Math.abs(drift() - driftOfSamples) > jump) samples = []
    driftOfSamples = drift()
    samples = [sample, ...samples].slice(0, maxSamples)
    const best = samples.reduce((one, other) => (other.roundTrip < one.roundTrip ? other : one))
    // The clocks agree within the header's precision, so keep the computer's.
    const agree = Math.abs(best.offset) <= halfSecond + best.roundTrip / 2
    offset.set(agree ? 0 : best.offset)
  }

  return {
    now: () => wall() + offset.get(),
    offset,
    timeRequest: (sentAt = steady()) => {
      const driftWhenSent = drift()
      return (date) => {
        const serverTime = Date.parse(date ?? '')
        if (Number.isNaN(serverTime) || Math.abs(drift() - driftWhenSent) > jump) return
        const roundTrip = steady() - sentAt
        add({ offset: serverTime + halfSecond - (wall() - roundTrip / 2), roundTrip })
      }
    },
  }
}

/** The only reader of the computer's clock, which may be years off. The service's time counts. */
const clock = makeClock(
  () => Date.now(),
  () => performance.now(),
)

/** The service's time in milliseconds. Use it for every "now": `src/architecture.test.ts` forbids `Date.now()`. */
export const { now, timeRequest } = clock

/** How far the service's clock is ahead of the computer's, in milliseconds. */
export const useClockOffset = (): number => useStore(clock.offset)
