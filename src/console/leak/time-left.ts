import { useEffect, useState } from 'react'

import { now } from '#console/clock.ts'

/** How far ahead a stopped key expires: the service refuses an expiry of now. */
export const stopMilliseconds = 60_000

/** The service's time, each second. */
export const useSeconds = (): number => {
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return at
}

/** How a key ends: `stopping` within a minute. @param at in milliseconds */
export const endOf = (expiresAt: string | undefined, at: number): 'open' | 'stopping' | 'stopped' => {
  if (expiresAt === undefined) return 'open'
  const left = Date.parse(expiresAt) - at
  if (left <= 0) return 'stopped'
  return left <= stopMilliseconds ? 'stopping' : 'open'
}
