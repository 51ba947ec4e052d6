import Box from '@mui/material/Box'
import { type CSSObject, styled, type Theme } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import { Link, NavLink } from 'react-router-dom'

import { useMessages } from '#console/i18n/i18n.ts'
import { useExpiring } from '#console/inventory/expiring.ts'
import { usePages } from './pages.ts'

interface NavigationProps {
  readonly folderId: string | undefined
  readonly onNavigate: () => void
}

export const Navigation = ({ folderId, onNavigate }: NavigationProps) => {
  const m = useMessages()
  // Without a folder, every entry leads to the choice of one.
  const Entry = folderId === undefined ? PlainEntry : PageEntry
  const { soon } = useExpiring(folderId)
  return (
    <Box component="nav" aria-label={m.app.navigation} sx={{ p: 2 }}>
      <Typography variant="caption" color="textSecondary" sx={{ display: 'block', px: 2, pt: 1, pb: 2 }}>
        {m.app.section}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {usePages(folderId).map(({ id, label, to, Icon }) => (
          <li key={id}>
            <Entry to={to} onClick={onNavigate}>
              <Icon size={16} aria-hidden />
              <span>{label}</span>
              {id === 'api-keys' && soon > 0 && (
                <span role="img" className="badge" aria-label={m.inventory.expireSoon(soon)} data-tip="">
                  {m.list.number(soon)}
                </span>
              )}
            </Entry>
          </li>
        ))}
      </Box>
    </Box>
  )
}

const entryStyle = ({ theme }: { readonly theme: Theme }): CSSObject => {
  const { palette } = theme.vars ?? theme
  return {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minHeight: 32,
    padding: '4px 8px',
    borderRadius: theme.shape.borderRadius,
    color: 'inherit',
    textDecoration: 'none',
    '&:hover': { background: palette.action.hover },
    '&.active': { background: palette.action.selected, color: palette.primary.main, fontWeight: 500 },
    // Forced colours take the background away, and show the outline.
    '&.active:not(:focus-visible)': { outline: '2px solid transparent', outlineOffset: -2 },
    '& .badge': {
      minWidth: 20,
      marginInlineStart: 'auto',
      padding: '0 6px',
      border: '1px solid currentColor',
      borderRadius: 10,
      color: palette.warning.main,
      fontSize: '0.75rem',
      fontWeight: 600,
      lineHeight: '18px',
      textAlign: 'center',
    },
    '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 1 },
  }
}

const PageEntry = styled(NavLink)(entryStyle)
const PlainEntry = styled(Link)(entryStyle)
