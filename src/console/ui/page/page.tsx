import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { createContext, type ReactNode, use, useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'

import { useMessages } from '#console/i18n/i18n.ts'
import { makeStore, useStore } from '#console/state/store.ts'

const ActionsSlot = createContext<HTMLElement | null>(null)

/** Adds actions of a part of the page to the page's actions. */
export const PageActions = ({ children }: { readonly children: ReactNode }) => {
  const slot = use(ActionsSlot)
  return slot && createPortal(children, slot)
}

/** What the browser tab says before the title of any page, '' for nothing. */
export const titleNote = makeStore('')

interface PageProps {
  readonly title: string
  /** The title is a name, which page translation must not change. */
  readonly verbatim?: true
  /** The shown part of the page, for the tab's title: `Operations`. */
  readonly part?: string | undefined
  /** Above the title: the page's parent. */
  readonly parent?: ReactNode
  /** The page's one primary action. */
  readonly actions?: ReactNode
  /** The menu of what the page is about, beside its title. */
  readonly menu?: ReactNode
  readonly children: ReactNode
}

/** A page: its title in the browser tab, heading and primary action. */
export const Page = ({ title, verbatim, part, parent, actions, menu, children }: PageProps) => {
  const m = useMessages()
  const note = useStore(titleNote)
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  // What index.html shows until there is a page.
  useLayoutEffect(() => document.getElementById('first-paint')?.remove(), [])
  return (
    <ActionsSlot value={slot}>
      <title>{m.app.title([note, part, title].filter(Boolean).join(' · '))}</title>
      {parent}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2, minHeight: 32, mb: 4, rowGap: 3 }}>
        <Box sx={{ flex: '1 1 auto', minWidth: 0, display: 'flex', alignItems: 'center', gap: 1 }}>
          <Typography
            component="h1"
            variant="h1"
            tabIndex={-1}
            {...(verbatim && { translate: 'no' })}
            sx={{ overflowWrap: 'anywhere', minWidth: 0, scrollMarginTop: 120, '&:focus': { outline: 0 } }}
          >
            {title}
          </Typography>
          {menu}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <Box ref={setSlot} sx={{ display: 'contents' }} />
          {actions}
        </Box>
      </Box>
      {children}
    </ActionsSlot>
  )
}
