import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Rows beyond the edges of the window: what a turn of the wheel shows next exists already. */
const OVERSCAN = 6

interface RowWindowOptions {
  /** The element that scrolls. */
  readonly region: RefObject<HTMLElement | null>
  readonly count: number
  readonly rowHeight: number
  /** Of what stays above the rows, px. */
  readonly headerHeight: number
  /** Off, all rows exist. */
  readonly enabled: boolean
  /** A row that exists wherever the window is; -1 for none. */
  readonly keep: number
}

interface RowWindow {
  /** The rows that exist, in order. */
  readonly indexes: readonly number[]
  readonly scrollToRow: (index: number) => void
}

/** Which rows of one height are near the window of their scroll container. */
export const useRowWindow = (options: RowWindowOptions): RowWindow => {
  const { region, count, rowHeight, headerHeight, enabled, keep } = options
  const [{ first, end }, setShown] = useState({ first: 0, end: Math.ceil(window.innerHeight / rowHeight) })

  useLayoutEffect(() => {
    const element = region.current
    if (!enabled || !element) return undefined
    const update = () => {
      const { scrollTop, clientHeight } = element
      const next = { first: Math.floor(scrollTop / rowHeight), end: Math.ceil((scrollTop + clientHeight) / rowHeight) }
      setShown((before) => (before.first === next.first && before.end === next.end ? before : next))
    }
    // At once: a later frame would show where no rows are yet.
    const onScroll = () => flushSync(update)
    element.addEventListener('scroll', onScroll, { passive: true })
    const observer = new ResizeObserver(update)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      observer.disconnect()
    }
  }, [region, enabled, rowHeight])

  return {
    indexes: enabled ? indexesOf(first - OVERSCAN, end + OVERSCAN, count, keep) : indexesOf(0, count, count, -1),
    scrollToRow: (index) => {
      const element = region.current
      element?.scrollTo({ top: headerHeight + (index + 0.5) * rowHeight - element.clientHeight / 2 })
    },
  }
}

const indexesOf = (from: number, to: number, count: number, keep: number): readonly number[] => {
  const end = Math.min(to, count)
  // The list may just have become shorter than where it was scrolled to.
  const first = Math.max(0, Math.min(from, end))
  const near = Array.from({ length: end - first }, (_, index) => first + index)
  if (keep < 0 || keep >= count || (keep >= first && keep < end)) return near
  return keep < first ? [keep, ...near] : [...near, keep]
}
