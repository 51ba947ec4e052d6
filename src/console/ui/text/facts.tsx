import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

export interface Fact {
  readonly term: string
  readonly value: ReactNode
}

/** Terms and their values in two columns. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <Box
    component="dl"
    sx={{
      m: 0,
      display: 'grid',
      gridTemplateColumns: { xs: '1fr', sm: 'minmax(120px, max-content) 1fr' },
      columnGap: 6,
      rowGap: { xs: 0, sm: 1.5 },
    }}
  >
    {facts.map(({ term, value }) => (
      <Box key={term} sx={{ display: 'contents' }}>
        <Typography component="dt" color="textSecondary">
          {term}
        </Typography>
        <Typography component="dd" sx={{ m: 0, mb: { xs: 2, sm: 0 }, minWidth: 0, overflowWrap: 'anywhere' }}>
          {value}
        </Typography>
      </Box>
    ))}
  </Box>
)
