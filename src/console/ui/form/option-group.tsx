import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

interface OptionGroupProps {
  readonly name: string
  /** A user's or a service's name, which page translation must not change. */
  readonly verbatim?: true
  readonly children: ReactNode
}

/** A named group of options in a listbox. MUI's group has no role, so its options appear to be outside the listbox. */
export const OptionGroup = ({ name, verbatim, children }: OptionGroupProps) => (
  <Box component="li" role="presentation">
    <Box
      aria-hidden
      {...(verbatim && { translate: 'no' })}
      sx={{ px: 4, lineHeight: '32px', fontSize: '0.75rem', color: 'text.secondary' }}
    >
      {name}
    </Box>
    <Box component="ul" role="group" aria-label={name} sx={{ p: 0 }}>
      {children}
    </Box>
  </Box>
)
