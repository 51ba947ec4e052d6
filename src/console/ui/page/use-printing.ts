import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** The maximum number of printed rows or items of a list. */
export const PRINT_LIMIT = 2000

/** True while the browser prints. Render then what the screen leaves out. */
export const usePrinting = (): boolean => {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    // The browser takes the page as it is after the event.
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
