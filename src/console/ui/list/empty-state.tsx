import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  /** What the resource is for, in one sentence. */
  readonly help?: string
  readonly action?: ReactNode
}

/** Placeholder of an empty list. */
export const EmptyState = ({ title, help, action }: EmptyStateProps) => (
  <Box
    sx={{
      border: 1,
      borderColor: 'divider',
      borderRadius: 1,
      px: 4,
      py: 10,
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      gap: 1,
      textAlign: 'center',
    }}
  >
    <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
    {help !== undefined && (
      <Typography color="textSecondary" sx={{ maxWidth: 440 }}>
        {help}
      </Typography>
    )}
    {action !== undefined && <Box sx={{ mt: 3 }}>{action}</Box>}
  </Box>
)
