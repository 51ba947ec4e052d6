import { fileURLToPath } from 'node:url'

import { destination } from 'pino'

import { knownScopes } from '#contract/scope.ts'
import { ensureAdministrator, newSignInCode } from '../sessions/administrator.ts'
import { cookieSessions } from '../http/cookie-session.ts'
import { createApp } from '../app.ts'
import { trackUsage } from '../usage/usage-tracker.ts'
import { ensureFirstFolder, isEmpty } from '../installation/first-folder.ts'
import { seedDemo } from '../installation/demo-data.ts'
import { withClientAddress } from './client-address.ts'
import { secureDataFolder } from './data-folder.ts'
import { type Config, EnvError, readEnv } from './env.ts'
import { listen } from './listen.ts'
import { createLog, withRequestLog } from './log.ts'
import { prometheusMetrics } from './metrics.ts'
import { openStore } from './open-store.ts'
import { sessionKey } from './session-key.ts'
import { withConsole } from './static.ts'

const consoleFolder = fileURLToPath(new URL('../console', import.meta.url))
const shutdownGracePeriod = 10_000

const start = async (config: Config): Promise<void> => {
  const dataDir = config.KEYRACK_DATA_DIR
  // Buffered, to avoid a system call per line.
  const lines = destination({ dest: 2, sync: true, minLength: 4096, periodicFlush: 100 })
  // Drop lines that cannot be written: neither a response nor the shutdown may block on the log.
  lines.on('error', () => {})
  process.once('exit', () => lines.flush())
  const log = createLog(config.LOG_LEVEL, lines)
  const onWarning = (message: string) => log.warn(message)
  const usesDataFolder = config.DATABASE_URL === undefined || config.KEYRACK_SESSION_SECRET === undefined
  if (usesDataFolder) secureDataFolder(dataDir, onWarning)
  const store = await openStore({
    databaseUrl: config.DATABASE_URL,
    dataDir,
    onWarning,
    onDataFolderLost: fail,
    onConnectionError: (err) => log.error({ err }, 'database connection lost'),
  })
  try {
    const usage = trackUsage(store, log)
    const { metrics, withMetrics } = prometheusMetrics(() => store.connections())
    const app = createApp({
      store,
      sessions: cookieSessions(await sessionKey(config.KEYRACK_SESSION_SECRET, dataDir)),
      usage,
      quotas: { apiKeys: config.KEYRACK_API_KEYS_QUOTA, serviceAccounts: config.KEYRACK_SERVICE_ACCOUNTS_QUOTA },
      scopes: knownScopes.map(({ id }) => id),
      log,
      metrics,
    })
    const served = withConsole(consoleFolder, withMetrics(app))
    const token = await ensureAdministrator(store, config.KEYRACK_ADMIN_TOKEN)
    // Print it immediately: the token is already stored, and could not be shown again if the start fails later.
    if (token !== undefined) console.log(`Administrator token, shown once: ${token}`)
    if (config.KEYRACK_SEED === 'demo' && (await isEmpty(store))) {
      await seedDemo(store, new Date(), config.KEYRACK_API_KEYS_QUOTA)
    }
    await ensureFirstFolder(store, new Date())

    const answer = withRequestLog(served, log)
    const proxies = config.KEYRACK_TRUSTED_PROXIES
    const server = await listen(
      proxies === undefined ? answer : withClientAddress(answer, proxies),
      config.HOST,
      config.PORT,
    )
    const code = await newSignInCode(store, new Date())
    console.log(`Keyrack is running at ${server.origin}`)
    // Browsers do not send the fragment, so the code does not end up in proxy logs.
    console.log(`One-time sign-in link, valid for one hour: ${server.origin}/sign-in#code=${code}`)

    const stop = async () => {
      await server.close(shutdownGracePeriod)
      await usage.flush()
      await store.close()
      process.exit()
    }
    // A second signal kills the process immediately.
    process.once('SIGTERM', () => void stop().catch(fail)).once('SIGINT', () => void stop().catch(fail))
  } catch (error) {
    await store.close()
    throw error
  }
}

const fail = (error: unknown) => {
  for (const line of error instanceof EnvError ? error.problems : [error instanceof Error ? error.message : error]) {
    console.error(`keyrack: ${String(line)}`)
  }
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error)
  process.exit(1)
}

// New files are accessible to this user only.
process.umask(0o077)
try {
  await start(readEnv(process.env))
} catch (error) {
  fail(error)
}
