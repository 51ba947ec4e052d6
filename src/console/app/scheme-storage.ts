import type { StorageManager } from '@mui/material/styles'

const modes = new Set(['system', 'light', 'dark'])
const known = (mode: string | null) => (mode !== null && modes.has(mode) ? mode : null)

/**
 * Where MUI remembers the colour scheme. Its own manager believes whatever another application of this origin has stored
 * under the same names, and an unknown scheme leaves the page empty. Only the mode is a choice here.
 */
export const schemeStorage: StorageManager = ({ key }) => ({
  get: (otherwise: string) => {
    if (key !== 'mui-mode') return otherwise
    try {
      return known(localStorage.getItem(key)) ?? otherwise
    } catch {
      // Storage may be forbidden; then the choice holds until the page is left.
      return otherwise
    }
  },
  set: (mode: string) => {
    try {
      localStorage.setItem(key, mode)
    } catch {
      // See above.
    }
  },
  subscribe: (handler) => {
    const listener = (event: StorageEvent) => {
      if (event.key === key && key === 'mui-mode') handler(known(event.newValue))
    }
    window.addEventListener('storage', listener)
    return () => window.removeEventListener('storage', listener)
  },
})
