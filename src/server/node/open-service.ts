import type { Logger } from 'pino'

import { knownScopes } from '#contract/scope.ts'
import { createApp } from '../app.ts'
import { type GrpcCall, grpcApp } from '../grpc/grpc-app.ts'
import { cookieSessions } from '../http/cookie-session.ts'
import type { Fetch } from '../http/exchange.ts'
import { seedDemo } from '../installation/demo-data.ts'
import { ensureFirstFolder, isEmpty } from '../installation/first-folder.ts'
import { ensureAdministrator, newSignInCode } from '../sessions/administrator.ts'
import { trackUsage } from '../usage/usage-tracker.ts'
import { secureDataFolder } from './data-folder.ts'
import type { Config } from './settings.ts'
import { prometheusMetrics } from './metrics.ts'
import { openStore } from './open-store.ts'
import { sessionKey } from './session-key.ts'

/** What answers behind the console: the service or the gateway. */
export interface Backend {
  readonly fetch: Fetch
  /** Answers gRPC. The gateway does not. */
  readonly grpc?: GrpcCall
  /** Lines for the operator, once it serves at `address`. */
  announce(address: string): Promise<readonly string[]>
  close(): Promise<void>
}

interface Hooks {
  readonly log: Logger
  /** Prints a line for the operator. */
  readonly print: (line: string) => void
  readonly onDataFolderLost: (error: unknown) => void
}

/** The IAM service over its database. */
export const openService = async (config: Config, { log, print, onDataFolderLost }: Hooks): Promise<Backend> => {
  const { KEYRACK_DATA_DIR: dataDir, KEYRACK_BASE_PATH: basePath } = config
  const onWarning = (message: string) => log.warn(message)
  const usesDataFolder = config.DATABASE_URL === undefined || config.KEYRACK_SESSION_SECRET === undefined
  if (usesDataFolder) secureDataFolder(dataDir, onWarning)
  const store = await openStore({
    databaseUrl: config.DATABASE_URL,
    dataDir,
    onWarning,
    onDataFolderLost,
    onConnectionError: (err) => log.error({ err }, 'database connection lost'),
  })
  try {
    const usage = trackUsage(store, log)
    const { metrics, withMetrics } = prometheusMetrics(() => store.connections())
    const { fetch, service } = createApp({
      store,
      sessions: cookieSessions(await sessionKey(config.KEYRACK_SESSION_SECRET, dataDir), { path: basePath || '/' }),
      usage,
      quotas: { apiKeys: config.KEYRACK_API_KEYS_QUOTA, serviceAccounts: config.KEYRACK_SERVICE_ACCOUNTS_QUOTA },
      scopes: knownScopes.map(({ id }) => id),
      log,
      metrics,
      basePath,
      advertisedAddress: config.KEYRACK_ADVERTISED_ADDRESS,
    })
    const token = await ensureAdministrator(store, config.KEYRACK_ADMIN_TOKEN)
    // Print it immediately: the token is already stored, and could not be shown again if the start fails later.
    if (token !== undefined) print(`Administrator token, shown once: ${token}`)
    if (config.KEYRACK_SEED === 'demo' && (await isEmpty(store))) {
      await seedDemo(store, new Date(), config.KEYRACK_API_KEYS_QUOTA)
    }
    await ensureFirstFolder(store, new Date())
    return {
      fetch: withMetrics(fetch),
      grpc: grpcApp({ service, store, metrics, log }),
      async announce(address) {
        const code = await newSignInCode(store, new Date())
        // Browsers do not send the fragment, so the code does not end up in proxy logs.
        return [`One-time sign-in link, valid for one hour: ${address}/sign-in#code=${code}`]
      },
      async close() {
        await usage.flush()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
