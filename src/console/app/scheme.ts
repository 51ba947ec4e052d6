import { type StorageManager, useColorScheme } from '@mui/material/styles'
import { useEffect } from 'react'
import * as z from 'zod/mini'

import { remembered } from '#console/state/remembered.ts'
import { palettes } from './theme.ts'

const storedMode = remembered('mui-mode', z.enum(['system', 'light', 'dark']))

/**
 * Where MUI remembers the colour scheme. Its own manager believes whatever another application of this origin has stored
 * under the same names, and an unknown scheme leaves the page empty. Only the mode is a choice here.
 */
export const schemeStorage: StorageManager = ({ key }) => {
  if (key !== 'mui-mode') return { get: (otherwise: string) => otherwise, set: () => {}, subscribe: () => () => {} }
  return {
    get: (otherwise: string) => storedMode.get() ?? otherwise,
    set: storedMode.set,
    // Other tabs only: MUI writes while it updates its own state.
    subscribe: (handler) => {
      const listener = () => handler(storedMode.get())
      window.addEventListener('storage', listener)
      return () => window.removeEventListener('storage', listener)
    },
  }
}

/** Lets the frame of the browser, where it takes a colour from the page, follow the scheme that is shown. */
export const ThemeColor = () => {
  const { colorScheme } = useColorScheme()
  useEffect(() => {
    const colour = palettes[colorScheme ?? 'light'].background.default
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', colour)
  }, [colorScheme])
  return null
}
