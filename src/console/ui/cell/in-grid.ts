import { createContext, use } from 'react'

/** True inside a cell. */
export const InGrid = createContext(false)

/**
 * The `tabIndex` of a link or button that may be in a cell, where arrow keys and Enter reach it: the body has one Tab
 * stop.
 */
export const useControlTabIndex = (): -1 | undefined => (use(InGrid) ? -1 : undefined)
