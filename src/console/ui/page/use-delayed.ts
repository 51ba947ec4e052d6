import { useEffect, useState } from 'react'

const delayMilliseconds = 200

/** True once `pending` has been so for 200 ms: what is over sooner needs no sign of progress, which would only flicker. */
export const useDelayed = (pending: boolean): boolean => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!pending) return
    const timer = setTimeout(() => setLate(true), delayMilliseconds)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [pending])
  return pending && late
}
