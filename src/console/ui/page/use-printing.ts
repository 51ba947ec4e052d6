import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** How many rows or items of one list are printed. */
export const PRINT_LIMIT = 2000

/** True while the browser lays the page out for paper: the time to draw what the screen leaves out. */
export const usePrinting = (): boolean => {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes the page as it is when the event is over.
    const start = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    addEventListener('beforeprint', start)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', start)
      removeEventListener('afterprint', end)
    }
  }, [])
  return printing
}
