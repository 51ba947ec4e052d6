import { createContext, type ReactNode } from 'react'

/** What the mock shows of itself in the top bar. The console knows no more of the mock than that there may be one. */
export const MockBadge = createContext<ReactNode>(null)
