import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

import { Client, escapeIdentifier } from 'pg'

import { freePort } from './free-port.ts'

/** A PostgreSQL for tests, in a temporary folder. */
export interface TestPostgres {
  /** Creates an empty database and returns its URL. */
  createDatabase(name: string): Promise<string>
  /** Stops the server and breaks its connections. */
  stop(): Promise<void>
  /** Kills all its processes with `kill -9`, without time to clean up. */
  kill(): Promise<void>
  /** Starts it again on the same port with the same data. */
  start(): Promise<void>
  /** Stops it and removes its folder. */
  remove(): Promise<void>
}

/** The user that runs PostgreSQL, which does not run as root. Empty for this process's own user. */
export interface ServerUser {
  readonly uid?: number
  readonly gid?: number
}

/** @throws Error if this is root and no other user exists */
export const serverUser = (): ServerUser => {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string, name: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }))
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      // The user does not exist.
    }
  }
  throw new Error('root may not run PostgreSQL, and there is no user postgres or nobody')
}

/** A temporary folder that the user of the server owns. */
export const serverFolder = ({ uid, gid }: ServerUser): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-pg-'))
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  return folder
}

/**
 * A PostgreSQL for a suite, or undefined if it cannot run. Prints the reason, so that nobody mistakes a skipped
 * suite for a passed one. With CI=true it rejects instead.
 */
export const orSkip = async <Postgres>(
  tests: string,
  start: () => Promise<Postgres>,
): Promise<Postgres | undefined> => {
  try {
    return await start()
  } catch (error) {
    if (process.env['CI'] === 'true') throw error
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n')
    process.stderr.write(`${tests} are skipped, because it cannot run here: ${reason}\n`)
    return undefined
  }
}

const timeoutMs = 60_000

/**
 * Starts the PostgreSQL whose programs are in `bin`, on a free port. Rejects with the reason if it does not start.
 *
 * @param folder for the data and the socket. Removed at the end
 */
export const startServer = async (
  bin: string,
  folder: string,
  user: ServerUser,
  { initdbFlags, fsync = false }: { readonly initdbFlags: readonly string[]; readonly fsync?: boolean },
): Promise<TestPostgres> => {
  const data = join(folder, 'data')
  const port = await freePort()
  const urlOf = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`
  // This user may not be able to read the working folder of the tests.
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C' } }
  let server: Server | undefined
  const query = async (text: string) => {
    const client = new Client({ connectionString: urlOf('postgres'), connectionTimeoutMillis: timeoutMs })
    client.on('error', () => {})
    await client.connect()
    try {
      await client.query(text)
    } finally {
      await client.end()
    }
  }
  const start = async () => {
    const flags = [...(fsync ? [] : ['-F']), '-p', String(port), '-h', '127.0.0.1', '-k', folder]
    const started = serve(
      spawn(join(bin, 'postgres'), ['-D', data, ...flags, '-c', 'deadlock_timeout=50ms'], {
        ...options,
        stdio: ['ignore', 'ignore', 'pipe'],
      }),
    )
    server = started
    for (const deadline = performance.now() + timeoutMs; ; await pause(50)) {
      if (started.isOver()) throw new Error(`PostgreSQL did not start: ${started.lastWords()}`)
      const problem: unknown = await query('select').catch((error: unknown) => error)
      if (problem === undefined) return
      if (performance.now() > deadline) throw new Error('PostgreSQL did not start in time', { cause: problem })
    }
  }
  const stop = async () => {
    await server?.end('SIGINT')
  }
  const remove = async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const kill = async () => {
    const [pid = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    const processes = [Number(pid), ...childrenOf(pid)]
    for (const one of processes) if (runs(one)) process.kill(one, 'SIGKILL')
    // The next one does not start while any of them holds the shared memory.
    while (processes.some(runs)) await pause(10)
    await server?.end('SIGKILL')
  }
  const createDatabase = async (name: string) => {
    await query(`create database ${escapeIdentifier(name)}`)
    return urlOf(name)
  }
  try {
    const flags = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', ...initdbFlags]
    await promisify(execFile)(join(bin, 'initdb'), flags, { ...options, timeout: timeoutMs }).catch((error: Error) => {
      throw new Error(
        `initdb failed: ${'stderr' in error ? String(error.stderr).trim() : ''} ${error.message}`.replaceAll('\n', ' '),
        { cause: error },
      )
    })
    await start()
  } catch (error) {
    await remove()
    throw error
  }
  return { createDatabase, start, stop, kill, remove }
}

interface Server {
  isOver(): boolean
  /** The end of its output, or why it could not be started. */
  lastWords(): string
  end(signal: NodeJS.Signals): Promise<void>
}

const serve = (child: ChildProcess): Server => {
  let words = ''
  let over = false
  const end = () => void child.kill('SIGQUIT')
  // Also stops it if a suite fails before its cleanup.
  process.once('exit', end)
  const ended = new Promise<void>((resolve) => {
    const settle = () => {
      over = true
      process.off('exit', end)
      resolve()
    }
    child.once('close', settle)
    // A process that could not be started never emits exit.
    child.once('error', (error) => {
      words = error.message
      settle()
    })
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-1000)
  })
  return {
    isOver: () => over,
    lastWords: () => words.trim(),
    end: async (signal) => {
      if (!over) child.kill(signal)
      await ended
    },
  }
}

/** None if the system does not list them: they exit by themselves when their parent has exited. */
const childrenOf = (pid: string): readonly number[] => {
  const list = `/proc/${pid}/task/${pid}/children`
  return existsSync(list) ? readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number) : []
}

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
