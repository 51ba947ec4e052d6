import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

import { useMessages } from '#console/i18n/i18n.ts'

interface PageProps {
  readonly title: string
  /** Above the title: where this page belongs. */
  readonly parent?: ReactNode
  /** The page's one primary action, and what goes beside it. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: its title in the tab, its heading, its one primary action. */
export const Page = ({ title, parent, actions, children }: PageProps) => {
  const m = useMessages()
  return (
    <>
      <title>{m.app.title(title)}</title>
      {parent}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, minHeight: 32, mb: 4, rowGap: 3 }}>
        <Typography
          component="h1"
          variant="h1"
          tabIndex={-1}
          sx={{
            flex: '1 1 auto',
            overflowWrap: 'anywhere',
            minWidth: 0,
            scrollMarginTop: 120,
            '&:focus': { outline: 0 },
          }}
        >
          {title}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>{actions}</Box>
      </Box>
      {children}
    </>
  )
}
