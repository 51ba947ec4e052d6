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

// Includes an unknown scope, to show how the console handles one.
const scopes = [...knownScopes.map(({ id }) => id), 'yc.example.future.use']

/**
 * Starts the mock: the real service with an in-memory store, which MSW puts behind the page's requests.
 *
 * @returns the mock's element for the top bar
 */
export const start = async (): Promise<ReactNode> => {
  const store = await openPersistentStore()
  await ensureAdministrator(store, mockAdministratorToken)
  await signInUnlessSignedOut(store, new Date())

  const usage = trackUsage(store)
  const { fetch: app } = createApp({
    store,
    sessions: pageSessions,
    usage,
    quotas: { apiKeys: 0, serviceAccounts: 0 },
    scopes,
  })
  const answer = withFaults(async (request) => app(request), readFaults)
  const api = ['/iam/*', '/operations/*', '/resource-manager/*', '/keyrack/*', '/openapi.json']
  const paths = [...api, authenticatePath, `${authenticatePath}/*`]
  const worker = setupWorker(...paths.map((path) => http.all(path, ({ request }) => answer(request))))
  await worker.start({ quiet: true, onUnhandledRequest: 'bypass' })

  return (
    <Suspense fallback={null}>
      <MockPanel />
    </Suspense>
  )
}
