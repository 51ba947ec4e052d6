import { type StorageManager, useColorScheme } from '@mui/material/styles'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useEffect } from 'react'
import * as z from 'zod/mini'

import { useMessages } from '#console/i18n/i18n.ts'
import { remembered } from '#console/state/remembered.ts'
import { IconMenu } from '#console/ui/menu/icon-menu.tsx'
import { palettes } from '../theme.ts'

const storedMode = remembered('mui-mode', z.enum(['system', 'light', 'dark']))

/**
 * MUI's storage for the colour scheme. Its own manager trusts values that another application on this origin stored,
 * and an unknown scheme leaves the page empty. Only the mode can be chosen here.
 */
export const schemeStorage: StorageManager = ({ key }) => {
  if (key !== 'mui-mode') return { get: (otherwise: string) => otherwise, set: () => {}, subscribe: () => () => {} }
  return {
    get: (otherwise: string) => storedMode.get() ?? otherwise,
    set: storedMode.set,
    // Only in other tabs: MUI writes during its own state update.
    subscribe: (handler) => {
      const listener = () => handler(storedMode.get())
      window.addEventListener('storage', listener)
      return () => window.removeEventListener('storage', listener)
    },
  }
}

/** Sets the browser's theme colour to match the scheme. */
export const ThemeColor = () => {
  const { colorScheme } = useColorScheme()
  useEffect(() => {
    const colour = palettes[colorScheme ?? 'light'].background.default
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', colour)
  }, [colorScheme])
  return null
}

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
