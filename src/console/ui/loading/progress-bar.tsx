import { keyframes, styled } from '@mui/material/styles'

/** Something is on its way, nobody knows how far. A plain element: MUI's would be a hundredth of the first page's code. */
export const ProgressBar = ({ label }: { readonly label: string }) => <Bar role="progressbar" aria-label={label} />

const pass = keyframes({ from: { transform: 'translateX(-100%)' }, to: { transform: 'translateX(250%)' } })

const Bar = styled('div')(({ theme }) => ({
  height: 2,
  overflow: 'hidden',
  '&::before': {
    content: '""',
    display: 'block',
    width: '40%',
    height: '100%',
    background: (theme.vars ?? theme).palette.primary.main,
    animation: `${pass} 1.6s ease-in-out infinite`,
    '@media (forced-colors: active)': { background: 'Highlight' },
    '@media (prefers-reduced-motion: reduce)': { width: '100%', animation: 'none' },
  },
}))
