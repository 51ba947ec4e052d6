import { useColorScheme } from '@mui/material/styles'
import { Monitor, Moon, Sun } from 'lucide-react'

import { useMessages } from '#console/i18n/i18n.ts'
import { IconMenu } from '#console/ui/menu/icon-menu.tsx'

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
    <IconMenu
      label={m.scheme.label}
      icon={<Current size={18} />}
      choices={schemes.map(({ mode: offered, Icon }) => ({
        label: m.scheme[offered],
        icon: <Icon size={16} />,
        chosen: offered === mode,
        onSelect: () => setMode(offered),
      }))}
    />
  )
}
