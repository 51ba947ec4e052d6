import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider } from '@mui/material/styles'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, StrictMode } from 'react'
import { RouterProvider } from 'react-router-dom'

import { Announcer } from '#console/ui/page/announcer.tsx'
import { ForeignFocus } from '#console/ui/dialog/foreign-focus.ts'
import { MockBadge } from './frame/top-bar.tsx'
import { PlainStyles } from '#console/ui/cell/plain-styles.tsx'
import { TooltipLayer } from '#console/ui/tooltip/tooltip-layer.tsx'
import { WholeCode } from '#console/ui/text/selects-whole.ts'
import { router } from './routes.tsx'
import { schemeStorage, ThemeColor } from './frame/scheme.tsx'
import { SignInAgain } from './session/sign-in-again.tsx'
import { theme } from './theme.ts'

// The CSP allows style elements only with the nonce that the server puts into the page.
const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content
// `speedy` in development too, because one style element per rule slows pages down.
const cache = createCache({ key: 'k', prepend: true, speedy: true, ...(nonce && { nonce }) })

interface AppProps {
  readonly queryClient: QueryClient
  /** The mock's badge for the top bar. */
  readonly mockBadge: ReactNode
}

export const App = ({ queryClient, mockBadge }: AppProps) => (
  <StrictMode>
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme} defaultMode="system" storageManager={schemeStorage}>
        <CssBaseline enableColorScheme />
        <ThemeColor />
        <QueryClientProvider client={queryClient}>
          <MockBadge value={mockBadge}>
            <RouterProvider router={router} />
          </MockBadge>
          <SignInAgain />
          <Announcer />
          <TooltipLayer />
          <WholeCode />
          <ForeignFocus />
          <PlainStyles />
        </QueryClientProvider>
      </ThemeProvider>
    </CacheProvider>
  </StrictMode>
)
