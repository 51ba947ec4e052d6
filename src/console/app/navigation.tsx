import Box from '@mui/material/Box'
import ListItemButton from '@mui/material/ListItemButton'
import Typography from '@mui/material/Typography'
import { NavLink } from 'react-router-dom'

import { useMessages } from '#console/i18n/i18n.ts'
import { usePages } from './pages.ts'

interface NavigationProps {
  readonly folderId: string | undefined
  readonly onNavigate: () => void
}

export const Navigation = ({ folderId, onNavigate }: NavigationProps) => {
  const m = useMessages()
  return (
    <Box component="nav" aria-label={m.app.navigation} sx={{ p: 2 }}>
      <Typography variant="caption" color="textSecondary" sx={{ display: 'block', px: 2, pt: 1, pb: 2 }}>
        {m.app.section}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {usePages(folderId).map(({ id, label, to, Icon }) => (
          <li key={id}>
            <ListItemButton
              component={NavLink}
              to={to}
              onClick={onNavigate}
              sx={{
                gap: 2,
                minHeight: 32,
                px: 2,
                py: 1,
                borderRadius: 1,
                '&.active': { bgcolor: 'action.selected', color: 'primary.main', fontWeight: 500 },
                // Forced colours remove the background and show the outline.
                '&.active:not(:focus-visible)': { outline: '2px solid transparent', outlineOffset: -2 },
              }}
            >
              <Icon size={16} aria-hidden />
              <span>{label}</span>
            </ListItemButton>
          </li>
        ))}
      </Box>
    </Box>
  )
}
