import { useCallback, useEffect, useRef } from 'react'
import { type BlockerFunction, NavigationType, useBlocker } from 'react-router-dom'

import { makeStore, useStore } from '#console/state/store.ts'

interface Guard {
  /** The navigations to block and report: all of them, or only Back and Forward. */
  readonly stops: 'all' | 'back'
  /** The browser asks before a reload or before closing the tab. */
  readonly warns: boolean
}

let warning = 0
const openCount = makeStore(0)

/** True while the browser would ask before leaving: unsaved input or a secret would be lost. */
export const isSomethingToLose = (): boolean => warning > 0

// Back and Forward have already happened when the router undoes them. Replacing the address before that, as closing a
// form opened by a link does, would replace the wrong entry.
const comingBack = () => new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))

/** True while something open should be finished or closed first, even without unsaved input. */
export const useSomethingOpen = (): boolean => useStore(openCount) > 0

/** Guards one open thing at a time. It decides what a blocked navigation means, usually "close me". */
export const useLeaveGuard = ({ stops, warns }: Guard, onStopped: () => void): void => {
  const back = useRef<Promise<unknown>>(Promise.resolve())
  const blocker = useBlocker(
    useCallback<BlockerFunction>(
      ({ currentLocation, nextLocation, historyAction }) => {
        const pop = historyAction === NavigationType.Pop
        back.current = pop ? comingBack() : Promise.resolve()
        // A page that only corrects its own address does not leave.
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

  useUnloadWarning(warns)
}

/** While it warns, the browser asks before a reload or before closing the tab. */
export const useUnloadWarning = (warns: boolean): void => {
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
