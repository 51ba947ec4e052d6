import Box from '@mui/material/Box'
import CircularProgress from '@mui/material/CircularProgress'

import { useDelayed } from './use-delayed.ts'

/** A spinner beside a text. Its space is reserved, so that nothing moves. */
export const Spinner = () => (
  <Box component="span" aria-hidden sx={{ flex: 'none', display: 'inline-flex', width: 14, height: 14 }}>
    {useDelayed(true) && <CircularProgress size={14} color="inherit" />}
  </Box>
)
