import Box from '@mui/material/Box'

interface WordMarkProps {
  readonly name: string
  /** Shows the sign alone where there is little room. */
  readonly shrinks?: true
}

/** The product's sign and name. The name is text, so it follows the font size and scheme. */
export const WordMark = ({ name, shrinks }: WordMarkProps) => (
  <Box
    component="span"
    sx={{ display: 'inline-flex', alignItems: 'center', gap: 2, fontWeight: 650, letterSpacing: '-0.01em' }}
  >
    <Box component="svg" viewBox="0 0 32 32" aria-hidden sx={{ width: 22, height: 22, color: 'primary.main' }}>
      <rect width="32" height="32" rx="7" fill="currentColor" />
      <Box
        component="g"
        sx={{
          stroke: (theme) => theme.vars?.palette.primary.contrastText,
          fill: 'none',
          strokeWidth: 2.5,
          strokeLinecap: 'round',
        }}
      >
        <circle cx="11" cy="11.5" r="4" />
        <path d="M15 11.5h10M21 11.5v4M25 11.5v3M7 21.5h18M7 25.5h12" />
      </Box>
    </Box>
    <Box component="span" translate="no" sx={shrinks ? { display: { xs: 'none', sm: 'inline' } } : {}}>
      {name}
    </Box>
  </Box>
)
