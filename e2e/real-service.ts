import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'

import { startFaultProxy } from './fault-proxy.ts'

/** The administrator token of the service under test. */
export const administratorToken = 'administrator-token-of-the-tests'

/** The built service on an empty data folder, with a fault proxy in front. */
export interface RealService {
  /** The proxy's origin, which the browser uses. */
  readonly origin: string
  /** The one-time sign-in code from the service's output. */
  readonly signInCode: string
  /** The service's stderr. */
  readonly logFile: string
  /** The folder of its database. */
  readonly dataDir: string
}

const variable = 'KEYRACK_E2E_SERVICE'

/** Passes the service to the workers, which inherit the environment. */
export const announce = ({ origin, signInCode, logFile, dataDir }: RealService): void => {
  process.env[variable] = JSON.stringify({ origin, signInCode, logFile, dataDir })
}

/** The service passed by `announce`. */
export const announced = (): RealService => JSON.parse(process.env[variable] ?? '') as RealService

/** @param env settings besides those of the tests */
export const startRealService = async (
  logFile: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RealService & { readonly signInPath: string; readonly stop: () => Promise<void> }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'keyrack-e2e-'))
  mkdirSync(dirname(logFile), { recursive: true })
  const service = spawn(process.execPath, ['dist/server/main.js'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PORT: '0',
      KEYRACK_DATA_DIR: dataDir,
      KEYRACK_ADMIN_TOKEN: administratorToken,
      KEYRACK_SEED: 'demo',
      KEYRACK_API_KEYS_QUOTA: '100000',
      KEYRACK_SERVICE_ACCOUNTS_QUOTA: '10000',
      ...env,
    },
  })
  const ended = new Promise<void>((resolve) => {
    service.once('exit', () => resolve())
  })
  const logged = pipeline(service.stderr, createWriteStream(logFile))
  const { origin, pathname, hash } = await signInLink(service, logFile)
  const proxy = await startFaultProxy(origin)
  return {
    origin: proxy.origin,
    signInPath: pathname,
    signInCode: hash.replace('#code=', ''),
    logFile,
    dataDir,
    stop: async () => {
      await proxy.close()
      service.kill('SIGTERM')
      await Promise.all([ended, logged])
      await rm(dataDir, { recursive: true })
    },
  }
}

const signInLink = async ({ stdout }: ChildProcess, logFile: string): Promise<URL> => {
  if (stdout === null) throw new Error('The service has no stdout')
  for await (const line of createInterface(stdout)) {
    const [link] = /https?:\S+#code=\S+$/.exec(line) ?? []
    if (link === undefined) continue
    stdout.resume()
    return new URL(link)
  }
  throw new Error(`The service did not start: ${readFileSync(logFile, 'utf8')}`)
}
