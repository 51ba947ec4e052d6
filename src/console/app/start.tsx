import type { QueryClient } from '@tanstack/react-query'
import { type ReactNode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { matchPath } from 'react-router-dom'

import { earlyRequestsSucceed } from '#console/api/early.ts'
import { folderQueries } from '#console/folders/queries.ts'
import { startLanguage } from '#console/i18n/i18n.ts'
import { basePath } from '#console/served.ts'
import { serviceAccountQueries } from '#console/service-accounts/queries.ts'
import { sessionQueries } from '#console/sign-in/queries.ts'
import { App } from './app.tsx'
import { makeQueryClient } from './query-client.ts'

/** Draws the console. @param mockBadge what the mock shows of itself in the top bar */
export const start = async (mockBadge: ReactNode): Promise<void> => {
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  const queryClient = makeQueryClient()
  await Promise.all([startLanguage(), firstData(queryClient)])
  // A transition is rendered in slices, between which the browser can paint and answer the user.
  startTransition(() => createRoot(root).render(<App queryClient={queryClient} mockBadge={mockBadge} />))
}

const maxWaitMilliseconds = 200

/**
 * Takes the responses to the requests of public/first-paint.js, so that the first page is rendered once, with its rows.
 * The page itself waits for late responses, and shows failures.
 */
const firstData = async (client: QueryClient): Promise<void> => {
  const ask = async () => {
    if (!(await earlyRequestsSucceed())) return
    const { folderId } = matchPath(`${basePath}/folders/:folderId/service-accounts`, location.pathname)?.params ?? {}
    await Promise.all([
      client.prefetchQuery(sessionQueries.current()),
      client.prefetchQuery(folderQueries.all()),
      folderId !== undefined && client.prefetchQuery(serviceAccountQueries.list(folderId)),
    ])
  }
  // Elsewhere only the session was asked for, which the sign-in page handles itself.
  if (document.documentElement.dataset['firstPaint'] === 'bar') return
  await Promise.race([ask(), new Promise((resolve) => setTimeout(resolve, maxWaitMilliseconds))])
}
