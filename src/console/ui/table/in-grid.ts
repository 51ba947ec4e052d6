import { createContext, use } from 'react'

/** True inside of a cell. */
export const InGrid = createContext(false)

/**
 * The `tabIndex` of a link or button that may be in a cell. There the arrow keys lead to its cell, and Enter to it: Tab
 * stops once for the whole body.
 */
export const useControlTabIndex = (): -1 | undefined => (use(InGrid) ? -1 : undefined)
