import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

import { Client, escapeIdentifier } from 'pg'

import { freePort } from './free-port.ts'

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

/** The user that runs PostgreSQL, which refuses to run as root. Empty where that is this process's own. */
export interface ServerUser {
  readonly uid?: number
  readonly gid?: number
}

/** @throws Error when this is root and there is no other user */
export const serverUser = (): ServerUser => {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string, name: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }))
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      // There is no such user.
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
 * A PostgreSQL for a suite, or undefined where it cannot run: said in one sentence, so that nobody takes a skipped
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
 * Starts the PostgreSQL whose programs are in `bin`, on a free port. Rejects with the reason when it does not start.
 *
 * @param folder for the data, and the socket beside them; removed in the end
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
  // The working folder of the tests may be closed to this user.
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
    // The next one refuses to start while any of them has the shared memory.
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
  /** The end of what it wrote, or why it could not be started. */
  lastWords(): string
  end(signal: NodeJS.Signals): Promise<void>
}

const serve = (child: ChildProcess): Server => {
  let words = ''
  let over = false
  const end = () => void child.kill('SIGQUIT')
  // A suite that fails before its cleanup leaves none behind.
  process.once('exit', end)
  const ended = new Promise<void>((resolve) => {
    const settle = () => {
      over = true
      process.off('exit', end)
      resolve()
    }
    child.once('close', settle)
    // What could not be started never ends.
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

/** Where the system does not tell, none: they end by themselves when they see that their parent has. */
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
