import { useEffect, useState } from 'react'

import { now } from '#console/clock.ts'

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

/** Undefined while the end is more than ten minutes away. @param at by the service's clock, in milliseconds */
export const remainingOf = (expiresAt: string, at: number): Remaining | undefined => {
  const minutes = Math.max(0, Math.ceil((Date.parse(expiresAt) - at) / minute))
  const stage = stages.find((each) => minutes <= each)
  return stage === undefined ? undefined : { stage, minutes }
}

const checkEvery = 5000

/**
 * What remains of the session. Asks the clock often instead of setting one timer, because timers stand still while the
 * computer sleeps.
 */
export const useRemaining = (expiresAt: string): Remaining | undefined => {
  const [remaining, setRemaining] = useState(() => remainingOf(expiresAt, now()))
  useEffect(() => {
    const check = () => {
      const next = remainingOf(expiresAt, now())
      setRemaining((before) => (before?.minutes === next?.minutes ? before : next))
    }
    check()
    const timer = setInterval(check, checkEvery)
    document.addEventListener('visibilitychange', check)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', check)
    }
  }, [expiresAt])
  return remaining
}
