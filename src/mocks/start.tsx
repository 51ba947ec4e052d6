import { http } from 'msw'
import { setupWorker } from 'msw/browser'
import { lazy, type ReactNode, Suspense } from 'react'

import { knownScopes } from '#contract/scope.ts'
import { ensureAdministrator } from '#server/sessions/administrator.ts'
import { trackUsage } from '#server/usage/usage-tracker.ts'
import { authenticatePath } from '#server/authenticate/handler.ts'
import { createApp } from '#server/app.ts'
import { mockAdministratorToken } from './actors.ts'
import { withFaults } from './faults.ts'
import { openPersistentStore } from './persist.ts'
import { pageSessions, signInUnlessSignedOut } from './sessions.ts'
import { readFaults } from './settings.ts'

const MockPanel = lazy(async () => ({ default: (await import('./panel.tsx')).MockPanel }))

// One that the catalogue does not know, so that the console is seen to cope with it.
const scopes = [...knownScopes.map(({ id }) => id), 'yc.example.future.use']

/**
 * Starts the mock: the very service of production, in memory, behind the page's own requests.
 *
 * @returns what the mock shows of itself in the top bar
 */
export const start = async (): Promise<ReactNode> => {
  const store = await openPersistentStore()
  await ensureAdministrator(store, mockAdministratorToken)
  signInUnlessSignedOut(new Date())

  const usage = trackUsage(store)
  const app = createApp({ store, sessions: pageSessions, usage, quotas: { apiKeys: 0, serviceAccounts: 0 }, scopes })
  const answer = withFaults(async (request) => app(request), readFaults)
  const paths = ['/iam/*', '/operations/*', '/resource-manager/*', '/keyrack/*', '/openapi.json', authenticatePath]
  const worker = setupWorker(...paths.map((path) => http.all(path, ({ request }) => answer(request))))
  await worker.start({ quiet: true, onUnhandledRequest: 'bypass' })

  return (
    <Suspense fallback={null}>
      <MockPanel />
    </Suspense>
  )
}
