import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import { Menu as MenuIcon } from 'lucide-react'
import { createContext, type ReactNode, useContext } from 'react'
import { Link } from 'react-router-dom'

import { FolderSwitcher } from '#console/folders/folder-switcher.tsx'
import { useMessages } from '#console/i18n/i18n.ts'
import { WordMark } from './word-mark.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { paths } from '../paths.ts'
import { SchemeMenu } from './scheme.tsx'
import { Search } from './search.tsx'
import { SessionMenu } from './session-menu.tsx'

export const topBarHeight = 48

/** The mock's badge. The console knows nothing else about the mock. */
export const MockBadge = createContext<ReactNode>(null)

interface TopBarProps {
  readonly folderId: string | undefined
  readonly onOpenNavigation?: () => void
}

export const TopBar = ({ folderId, onOpenNavigation }: TopBarProps) => {
  return (
    <Bar shrinks {...(onOpenNavigation && { onOpenNavigation })}>
      <FolderSwitcher folderId={folderId} />
      <Box sx={{ flex: 1 }} />
      <Search folderId={folderId} />
      <Mock />
      {/* On narrow screens they are at the end of the navigation. */}
      <Box sx={{ display: { xs: 'none', sm: 'flex' }, gap: 2 }}>
        <LanguageMenu />
        <SchemeMenu />
      </Box>
      <SessionMenu />
    </Bar>
  )
}

/** The bar of the sign-in page: what needs no session. */
export const SignedOutTopBar = () => (
  <Bar>
    <Box sx={{ flex: 1 }} />
    <Mock />
    <LanguageMenu />
    <SchemeMenu />
  </Bar>
)

const Mock = () => useContext(MockBadge)

interface BarProps {
  readonly onOpenNavigation?: () => void
  /** On a narrow screen the product's sign stands alone. */
  readonly shrinks?: true
  readonly children: ReactNode
}

const Bar = ({ onOpenNavigation, shrinks, children }: BarProps) => {
  const m = useMessages()
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 'appBar',
        height: topBarHeight,
        display: 'flex',
        alignItems: 'center',
        gap: { xs: 1, sm: 2 },
        px: { xs: 2, sm: 4 },
        borderBottom: 1,
        borderColor: 'divider',
        bgcolor: 'background.default',
      }}
    >
      {onOpenNavigation && (
        <IconButton size="small" aria-label={m.app.openNavigation} onClick={onOpenNavigation}>
          <MenuIcon size={18} />
        </IconButton>
      )}
      <Box
        component={Link}
        to={paths.root}
        aria-label={m.app.name}
        sx={{ flex: 'none', display: 'inline-flex', color: 'inherit', textDecoration: 'none' }}
      >
        <WordMark name={m.app.name} {...(shrinks && { shrinks })} />
      </Box>
      {children}
    </Box>
  )
}
