import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { type ReactNode, useEffect, useRef } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'

interface PageProps {
  readonly title: string
  /** Above the title: where this page belongs. */
  readonly parent?: ReactNode
  /** The page's one primary action, and what goes beside it. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

// The browser has the focus right on the first page; after that nobody but us moves it.
let firstPage = true

/** Puts the focus on the page's heading: after navigation, or when what had it is gone. */
export const focusHeading = (): void => document.querySelector<HTMLElement>('main h1')?.focus()

/** A page: its title in the tab, its heading focused after navigation, its one primary action. */
export const Page = ({ title, parent, actions, children }: PageProps) => {
  const m = useMessages()
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    if (!firstPage) heading.current?.focus()
    firstPage = false
  }, [])

  return (
    <>
      <title>{m.app.title(title)}</title>
      {parent}
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, minHeight: 32, mb: 4, rowGap: 3 }}
      >
        <Typography
          ref={heading}
          component="h1"
          variant="h1"
          tabIndex={-1}
          sx={{ flex: '1 1 auto', overflowWrap: 'anywhere', minWidth: 0, scrollMarginTop: 120, '&:focus': { outline: 0 } }}
        >
          {title}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>{actions}</Box>
      </Box>
      {children}
    </>
  )
}
