import { useCallback, useEffect } from 'react'
import { type BlockerFunction, NavigationType, useBlocker } from 'react-router-dom'

interface Guard {
  /** Which navigations are stopped and reported instead: all of them, or only Back and Forward. */
  readonly stops: 'all' | 'back'
  /** The browser asks before a reload or the closing of the tab. */
  readonly warns: boolean
}

/** Guards what is open, one thing at a time. It decides what a stopped navigation means: usually "close me". */
export const useLeaveGuard = ({ stops, warns }: Guard, onStopped: () => void): void => {
  const blocker = useBlocker(
    useCallback<BlockerFunction>(
      // A page that only puts its own address right leaves nothing.
      ({ currentLocation, nextLocation, historyAction }) =>
        stops === 'all'
          ? historyAction !== NavigationType.Replace || currentLocation.pathname !== nextLocation.pathname
          : historyAction === NavigationType.Pop,
      [stops],
    ),
  )

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    blocker.reset()
    onStopped()
  }, [blocker, onStopped])

  useEffect(() => {
    if (!warns) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [warns])
}
