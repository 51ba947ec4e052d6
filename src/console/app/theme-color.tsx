import { useColorScheme } from '@mui/material/styles'
import { useEffect } from 'react'

import { palettes } from './theme.ts'

/** Lets the frame of the browser, where it takes a colour from the page, follow the scheme that is shown. */
export const ThemeColor = () => {
  const { colorScheme } = useColorScheme()
  useEffect(() => {
    const colour = palettes[colorScheme ?? 'light'].background.default
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', colour)
  }, [colorScheme])
  return null
}
