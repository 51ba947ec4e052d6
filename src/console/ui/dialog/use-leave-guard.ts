import { useCallback, useEffect, useRef } from 'react'
import { type BlockerFunction, NavigationType, useBlocker } from 'react-router-dom'

import { makeStore, useStore } from '#console/state/store.ts'

interface Guard {
  /** Which navigations are stopped and reported instead: all of them, or only Back and Forward. */
  readonly stops: 'all' | 'back'
  /** The browser asks before a reload or the closing of the tab. */
  readonly warns: boolean
}

let warning = 0
const openCount = makeStore(0)

/** True while the browser would ask before it leaves the page: something that was typed, or a secret, would be lost. */
export const isSomethingToLose = (): boolean => warning > 0

// Back and Forward have happened already, and the router undoes them a moment later. What replaced the address before
// that, as closing a form that a link opened does, would replace the one that was gone to.
const comingBack = () => new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))

/** True while something is open that is to be finished or closed first, even when nothing would be lost with it. */
export const useSomethingOpen = (): boolean => useStore(openCount) > 0

/** Guards what is open, one thing at a time. It decides what a stopped navigation means: usually "close me". */
export const useLeaveGuard = ({ stops, warns }: Guard, onStopped: () => void): void => {
  const back = useRef<Promise<unknown>>(Promise.resolve())
  const blocker = useBlocker(
    useCallback<BlockerFunction>(
      ({ currentLocation, nextLocation, historyAction }) => {
        const pop = historyAction === NavigationType.Pop
        back.current = pop ? comingBack() : Promise.resolve()
        // A page that only puts its own address right leaves nothing.
        const leaves = historyAction !== NavigationType.Replace || currentLocation.pathname !== nextLocation.pathname
        return stops === 'all' ? leaves : pop
      },
      [stops],
    ),
  )

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    blocker.reset()
    void back.current.then(onStopped)
  }, [blocker, onStopped])

  useEffect(() => {
    openCount.set(openCount.get() + 1)
    return () => openCount.set(openCount.get() - 1)
  }, [])

  useEffect(() => {
    if (!warns) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    warning += 1
    return () => {
      window.removeEventListener('beforeunload', ask)
      warning -= 1
    }
  }, [warns])
}
