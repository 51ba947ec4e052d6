import { type StorageManager, useColorScheme } from '@mui/material/styles'
import { useEffect } from 'react'
import * as z from 'zod/mini'

import { remembered } from '#console/state/remembered.ts'
import { palettes } from './theme.ts'

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
