const minute = 60_000

/** The announced stages before the end, in minutes. */
const stages = [0, 1, 10] as const

/** What remains of a session, once that must be announced. */
export interface Remaining {
  /** The last stage reached: ten minutes or one before the end, or 0 at the end. */
  readonly stage: (typeof stages)[number]
  /** Begun minutes. */
  readonly minutes: number
}

/** Undefined while the end is more than ten minutes away. @param now by the service's clock, in milliseconds */
export const remainingOf = (expiresAt: string, now: number): Remaining | undefined => {
  const minutes = Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / minute))
  const stage = stages.find((each) => minutes <= each)
  return stage === undefined ? undefined : { stage, minutes }
}
