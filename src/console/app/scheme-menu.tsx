import ListItemIcon from '@mui/material/ListItemIcon'
import MenuItem from '@mui/material/MenuItem'
import { useColorScheme } from '@mui/material/styles'
import { Monitor, Moon, Sun } from 'lucide-react'

import { useMessages } from '#console/i18n/i18n.ts'
import { IconMenu } from '#console/ui/icon-menu.tsx'

const schemes = [
  { mode: 'system', Icon: Monitor },
  { mode: 'light', Icon: Sun },
  { mode: 'dark', Icon: Moon },
] as const

export const SchemeMenu = () => {
  const m = useMessages()
  const { mode = 'system', setMode } = useColorScheme()
  const Current = schemes.find((scheme) => scheme.mode === mode)?.Icon ?? Monitor
  return (
    <IconMenu label={m.scheme.label} icon={<Current size={18} />}>
      {(close) =>
        schemes.map(({ mode: offered, Icon }) => (
          <MenuItem
            key={offered}
            role="menuitemradio"
            aria-checked={offered === mode}
            selected={offered === mode}
            onClick={() => {
              setMode(offered)
              close()
            }}
          >
            <ListItemIcon>
              <Icon size={16} />
            </ListItemIcon>
            {m.scheme[offered]}
          </MenuItem>
        ))
      }
    </IconMenu>
  )
}
