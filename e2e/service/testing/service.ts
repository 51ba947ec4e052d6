import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

import { build } from 'vite'

import { consolePage } from '#server/node/testing/console-page.ts'

/** The administrator token of every service started here. */
export const administratorToken = 'administrator-token-of-the-tests'
/** The settings that replicas share. With them, a service on PostgreSQL writes no files. */
export const sessionSecret = 'session-secret-of-the-tests-alone'

/** A service in a separate process, as operators run it. */
export interface TestService {
  readonly origin: string
  /** Its stderr so far. */
  log(): string
  /** Resolves with the exit code, null if it was killed. */
  readonly ended: Promise<number | null>
  signal(name: NodeJS.Signals): void
  /** `kill -9`. */
  kill(): Promise<void>
  /** SIGTERM. Returns the exit code, null if it ended otherwise. */
  stop(): Promise<number | null>
}

export interface BuiltService {
  /**
   * Starts a process on a free port, without quotas.
   * @throws Error with its stderr if it exits instead
   */
  start(env: Readonly<Record<string, string>>): Promise<TestService>
  /** Stops running processes and removes the files. */
  remove(): Promise<void>
}

/** Node 20 cannot run TypeScript, so a process needs a bundle, inside the project so that it finds its dependencies. */
export const buildService = async (): Promise<BuiltService> => {
  const folder = resolve('node_modules/.cache/keyrack', randomUUID())
  mkdirSync(join(folder, 'console'), { recursive: true })
  writeFileSync(join(folder, 'console/index.html'), consolePage)
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: resolve('src/server/node/main.ts'), outDir: join(folder, 'server') },
  })
  const running = new Set<TestService>()
  return {
    start: async (env) => {
      const service = await start(join(folder, 'server/main.js'), env)
      running.add(service)
      return service
    },
    remove: async () => {
      await Promise.all([...running].map((service) => service.kill()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// A gateway refuses these.
const ofService = {
  KEYRACK_ADMIN_TOKEN: administratorToken,
  KEYRACK_API_KEYS_QUOTA: '0',
  KEYRACK_SERVICE_ACCOUNTS_QUOTA: '0',
}

const start = async (main: string, env: Readonly<Record<string, string>>): Promise<TestService> => {
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PORT: '0', ...('KEYRACK_UPSTREAM' in env ? {} : ofService), ...env },
  })
  const ended = new Promise<number | null>((done, fail) => {
    child.once('close', (code) => done(code)).once('error', fail)
  })
  const log: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => log.push(text))
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  const origin = await originOf(child)
  if (origin === undefined) {
    await ended
    throw new Error(log.join(''))
  }
  return {
    origin,
    log: () => log.join(''),
    ended,
    signal: (name) => void child.kill(name),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}

const originOf = async ({ stdout }: ChildProcess): Promise<string | undefined> => {
  if (stdout === null) return undefined
  for await (const line of createInterface(stdout)) {
    const [, origin] = /^Keyrack is running at (https?:\S+)$/.exec(line) ?? []
    if (origin === undefined) continue
    stdout.resume()
    return origin
  }
  return undefined
}
