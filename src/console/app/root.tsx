import { useEffect, useRef } from 'react'
import { Outlet, useLocation } from 'react-router-dom'

import { focusHeading } from '#console/ui/page/focus.ts'
import { paths } from './paths.ts'

/** Wraps every page. After a navigation, focuses the new page's heading, or the tab that led there. */
export const Root = () => {
  const { pathname } = useLocation()
  const shown = useRef(pathname)

  useEffect(() => {
    if (shown.current === pathname) return
    // Skip the redirect from the root, where the browser sets the focus. A tab keeps it, because its panel is below.
    if (shown.current !== paths.root && !document.activeElement?.matches('[role=tab][aria-selected=true]'))
      focusHeading()
    shown.current = pathname
  }, [pathname])

  return <Outlet />
}
