import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'

import { startFaultProxy } from './fault-proxy.ts'
import { startTestCloud } from './service/testing/cloud.ts'

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

interface Servers extends RealService {
  /** The origin of a gateway in front of the service. */
  readonly gateway: string
}

const variable = 'KEYRACK_E2E_SERVICE'

/** Passes the servers to the workers, which inherit the environment. */
export const announce = ({ origin, signInCode, logFile, dataDir, gateway }: Servers): void => {
  process.env[variable] = JSON.stringify({ origin, signInCode, logFile, dataDir, gateway })
}

/** The servers passed by `announce`. */
export const announced = (): Servers => JSON.parse(process.env[variable] ?? '') as Servers

interface Stoppable {
  readonly stop: () => Promise<void>
}

/** @param env settings besides those of the tests */
export const startRealService = async (
  logFile: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RealService & Stoppable & { readonly signInPath: string; readonly withoutProxy: string }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'keyrack-e2e-'))
  const service = startProcess(logFile, {
    KEYRACK_DATA_DIR: dataDir,
    KEYRACK_ADMIN_TOKEN: administratorToken,
    KEYRACK_SEED: 'demo',
    KEYRACK_API_KEYS_QUOTA: '100000',
    KEYRACK_SERVICE_ACCOUNTS_QUOTA: '10000',
    ...env,
  })
  const { origin, pathname, hash } = await service.printed(/https?:\S+#code=\S+$/)
  const proxy = await startFaultProxy(origin)
  return {
    origin: proxy.origin,
    withoutProxy: origin,
    signInPath: pathname,
    signInCode: hash.replace('#code=', ''),
    logFile,
    dataDir,
    stop: async () => {
      await proxy.close()
      await service.stop()
      await rm(dataDir, { recursive: true })
    },
  }
}

/** A gateway with a fault proxy in front. Its cloud is the service, made to behave like one. */
export const startGateway = async (
  service: string,
  logFile: string,
): Promise<Stoppable & { readonly origin: string }> => {
  const cloud = await startTestCloud(service)
  const gateway = startProcess(logFile, {
    KEYRACK_UPSTREAM: cloud.root,
    NODE_EXTRA_CA_CERTS: cloud.certificateFile,
  })
  const proxy = await startFaultProxy((await gateway.printed(/http:\S+$/)).origin)
  return {
    origin: proxy.origin,
    stop: async () => {
      await proxy.close()
      await gateway.stop()
      await cloud.close()
    },
  }
}

const startProcess = (logFile: string, env: Readonly<Record<string, string>>) => {
  mkdirSync(dirname(logFile), { recursive: true })
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PORT: '0', ...env },
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  const logged = pipeline(child.stderr, createWriteStream(logFile))
  return {
    /** The first printed address that matches. @throws Error with the log if the process ends before */
    printed: async (address: RegExp): Promise<URL> => {
      for await (const line of createInterface(child.stdout)) {
        const [found] = address.exec(line) ?? []
        if (found === undefined) continue
        child.stdout.resume()
        return new URL(found)
      }
      throw new Error(`Keyrack did not start: ${readFileSync(logFile, 'utf8')}`)
    },
    stop: async () => {
      child.kill('SIGTERM')
      await Promise.all([ended, logged])
    },
  }
}
