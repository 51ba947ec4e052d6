import Box from '@mui/material/Box'
import { useCallback, useEffect, useState } from 'react'
import { Outlet, useMatch } from 'react-router-dom'

import { useClockOffset } from '#console/clock.ts'
import { useMessages } from '#console/i18n/i18n.ts'
import { useExpiring } from '#console/inventory/expiring.ts'
import { lazyPart } from '#console/ui/loading/lazy-part.ts'
import { titleNote } from '#console/ui/page/page.tsx'
import { useMedia } from '#console/ui/page/use-media.ts'
import { useLeaveGuard } from '#console/ui/dialog/use-leave-guard.ts'
import { LanguageMenu } from './language-menu.tsx'
import { Navigation } from './navigation.tsx'
import { SchemeMenu } from './scheme.tsx'
import { signedIn } from '../session/signed-in.ts'
import { SignedOutTopBar, TopBar, topBarHeight } from './top-bar.tsx'

const navigationWidth = 220
const wrongMilliseconds = 60_000

const ClockNotice = lazyPart(async () => (await import('./clock-notice.tsx')).ClockNotice)
const Drawer = lazyPart(async () => (await import('@mui/material/Drawer')).default)

/** The frame of every page: top bar, navigation and content. */
export const Layout = () => {
  const m = useMessages()
  const wide = useMedia('(min-width: 900px)')
  const folderId = useMatch('/folders/:folderId/*')?.params.folderId
  const [open, setOpen] = useState(false)
  const isClockWrong = Math.abs(useClockOffset()) > wrongMilliseconds
  const close = useCallback(() => setOpen(false), [])
  const { today } = useExpiring(folderId)
  const note = today === 0 ? '' : m.inventory.expireToday(today)
  useEffect(() => {
    titleNote.set(note)
    return () => titleNote.set('')
  }, [note])
  const navigation = <Navigation folderId={folderId} onNavigate={close} />

  return (
    <>
      <Box
        component="a"
        href="#content"
        sx={{
          color: 'primary.main',
          position: 'fixed',
          zIndex: 'tooltip',
          top: 8,
          left: 8,
          px: 3,
          py: 1.5,
          bgcolor: 'background.paper',
          border: 1,
          borderRadius: 1,
          '&:not(:focus)': { transform: 'translateY(-200%)' },
        }}
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        {m.app.skip}
      </Box>
      <TopBar folderId={folderId} {...(!wide && { onOpenNavigation: () => setOpen(true) })} />
      <Box sx={{ display: 'flex', alignItems: 'stretch', minHeight: `calc(100dvh - ${topBarHeight}px)` }}>
        {wide ? (
          <Box sx={{ width: navigationWidth, flex: 'none', borderRight: 1, borderColor: 'divider' }}>
            <Box sx={{ position: 'sticky', top: topBarHeight }}>{navigation}</Box>
          </Box>
        ) : (
          open && (
            <Drawer open onClose={close} slotProps={{ paper: { 'aria-label': m.app.navigation } }}>
              <ClosesOnBack onBack={close} />
              <Box sx={{ width: navigationWidth }}>{navigation}</Box>
              <Box sx={{ display: { xs: 'flex', sm: 'none' }, gap: 2, px: 4, py: 3, mt: 'auto' }}>
                <LanguageMenu />
                <SchemeMenu />
              </Box>
            </Drawer>
          )
        )}
        <Box
          component="main"
          id="content"
          tabIndex={-1}
          sx={{ flex: 1, minWidth: 0, px: { xs: 3, sm: 6 }, py: { xs: 4, sm: 5 }, outline: 0 }}
        >
          {isClockWrong && <ClockNotice />}
          <Outlet />
        </Box>
      </Box>
    </>
  )
}

// The frame of the sign-in page: the top bar alone.
export const SignedOutLayout = () => {
  useEffect(() => signedIn.set(false), [])
  return (
    <>
      <SignedOutTopBar />
      <Outlet />
    </>
  )
}

// Only one guard can be active, so mount this one only while the drawer is open.
const ClosesOnBack = ({ onBack }: { readonly onBack: () => void }) => {
  useLeaveGuard({ stops: 'back', warns: false }, onBack)
  return null
}
