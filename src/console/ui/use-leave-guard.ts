import { useCallback, useEffect } from 'react'
import { type BlockerFunction, NavigationType, useBlocker } from 'react-router-dom'

interface Guard {
  /** A navigation (Back among them) is stopped and reported instead. */
  readonly stops: boolean
  /** The browser asks before a reload or the closing of the tab. */
  readonly warns: boolean
}

/** Guards what is open. It decides what a stopped navigation means: usually "close me". */
export const useLeaveGuard = ({ stops, warns }: Guard, onStopped: () => void): void => {
  const blocker = useBlocker(
    useCallback<BlockerFunction>(
      // A page that only puts its own address right leaves nothing.
      ({ currentLocation, nextLocation, historyAction }) =>
        stops && (historyAction !== NavigationType.Replace || currentLocation.pathname !== nextLocation.pathname),
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
