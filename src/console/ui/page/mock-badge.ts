import { createContext, type ReactNode } from 'react'

/** The mock's badge for the top bar. The console knows nothing else about the mock. */
export const MockBadge = createContext<ReactNode>(null)
