import { useEffect, useRef } from 'react'
import { Outlet, useLocation } from 'react-router-dom'

import { focusHeading } from '#console/ui/page/focus.ts'
import { paths } from './paths.ts'

/** Around every page: after a navigation the new page's heading has the focus, or the tab that led there. */
export const Root = () => {
  const { pathname } = useLocation()
  const shown = useRef(pathname)

  useEffect(() => {
    if (shown.current === pathname) return
    // The root only leads to a page; the browser has the focus right on the first one. A tab keeps it: what it shows
    // changes below it.
    if (shown.current !== paths.root && !document.activeElement?.matches('[role=tab][aria-selected=true]'))
      focusHeading()
    shown.current = pathname
  }, [pathname])

  return <Outlet />
}
