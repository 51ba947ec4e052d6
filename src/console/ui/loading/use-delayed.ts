import { useEffect, useState } from 'react'

const delayMilliseconds = 200

/** True after `pending` has lasted 200 ms. A shorter progress sign would only flicker. */
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
