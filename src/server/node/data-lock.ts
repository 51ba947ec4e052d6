import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { errorCode } from './error-code.ts'

interface Holder {
  readonly pid: number
  /** Start time of the process, because pids are reused. Empty if the system does not provide it. */
  readonly started: string
  /** The scope of the pid: a machine or a container. */
  readonly place: string
}

/** A process, possibly this one, holds the folder. The message is one sentence for the operator. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError'
}

/** This process lost the folder. The message is one sentence for the operator. */
export class DataFolderLostError extends Error {
  override readonly name = 'DataFolderLostError'

  constructor(folder: string) {
    super(
      `The lock on the data folder ${folder} was lost: this process was paused for too long and another one took it, or somebody removed ${join(folder, 'lock')}.`,
    )
  }
}

const orElse = <T>(read: () => T, fallback: T): T => {
  try {
    return read()
  } catch {
    return fallback
  }
}

const startOf = (pid: number): string =>
  orElse(() => {
    // The program's name, in parentheses, may contain spaces. After it come the state and, as the 20th field, the start.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    // A killed process remains a zombie until its parent reaps it.
    return fields[0] === 'Z' ? '' : (fields[19] ?? '')
  }, '')

const currentProcess = (): Holder => ({
  pid: process.pid,
  started: startOf(process.pid),
  place: `${hostname()} ${orElse(() => readlinkSync('/proc/self/ns/pid'), '')}`,
})

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

const heartbeatInterval = 1000
const modifiedAt = (file: string): number => orElse(() => statSync(file).mtimeMs, 0)

/** Watches the heartbeat, the only sign of life of a holder in another container or machine. */
const hasHeartbeat = async (file: string, watchTime: number): Promise<boolean> => {
  const first = modifiedAt(file)
  for (let waited = 0; waited < watchTime; waited += heartbeatInterval) {
    await pause(Math.min(heartbeatInterval, watchTime))
    if (modifiedAt(file) !== first) return first !== 0 && modifiedAt(file) !== 0
  }
  return false
}

const isAlive = async (file: string, watchTime: number): Promise<boolean> => {
  const self = currentProcess()
  const holder = orElse(() => JSON.parse(readFileSync(file, 'utf8')) as Holder, undefined)
  // A file that is still being written, or is incomplete, has no pid to check.
  if (holder?.place !== self.place) return hasHeartbeat(file, watchTime)
  return isRunning(holder.pid) && startOf(holder.pid) === holder.started
}

/** A lock on a data folder, held by this process. */
export interface DataLock {
  /** Why only the heartbeat protects the folder. Undefined if the operating system's lock does too. */
  readonly heartbeatOnly: string | undefined
  /** False once the folder was released or taken by another process. Nothing may be written then. */
  isHeld(): boolean
  release(): void
}

export interface LockOptions {
  /** How many milliseconds to watch for the heartbeat of a holder in another container. */
  readonly watchTime?: number
  /** Called if another process takes the folder. This process must then exit. */
  readonly onLost?: (error: Error) => void
}

/**
 * Locks `folder` for this process: with `flock` if it is available, and always with a heartbeat file, which earlier
 * versions and machines that do not share locks check.
 * @throws DataFolderInUseError
 */
export const lockDataFolder = async (folder: string, options: LockOptions = {}): Promise<DataLock> => {
  const { watchTime = 10_000, onLost = raise } = options
  const locks = join(folder, 'lock')
  withWriteError(folder, () => mkdirSync(locks, { recursive: true, mode: 0o700 }))
  const system = acquireSystemLock(folder)
  try {
    const heartbeat = await startHeartbeat(folder, locks, watchTime, onLost)
    const release = () => {
      heartbeat.stop()
      system.release()
    }
    return { heartbeatOnly: system.missing, isHeld: heartbeat.isHeld, release }
  } catch (error) {
    system.release()
    throw error
  }
}

const raise = (error: Error) => {
  throw error
}

const withWriteError = <T>(folder: string, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The data folder ${folder} cannot be written: ${reason}`, { cause: error })
  }
}

/** This lock survives a suspended process, works across containers, and ends with the process in any case. */
const acquireSystemLock = (folder: string): { readonly missing?: string; readonly release: () => void } => {
  // On Windows, `flock` programs do not pass the lock on to this process.
  if (process.platform === 'win32') return { missing: 'Windows has no flock', release: () => {} }
  const file = join(folder, 'database.lock')
  let descriptor: number | undefined = withWriteError(folder, () => openSync(file, 'a', 0o600))
  const release = () => {
    if (descriptor !== undefined) closeSync(descriptor)
    descriptor = undefined
  }
  // `flock` locks the inherited file description, so this process keeps the lock when the program exits.
  const { status, stderr, error } = spawnSync('flock', ['-n', '3'], {
    stdio: ['ignore', 'ignore', 'pipe', descriptor],
    encoding: 'utf8',
    timeout: 10_000,
  })
  if (status === 0) {
    const opened = descriptor
    orElse(() => ftruncateSync(opened), undefined)
    orElse(() => writeFileSync(opened, JSON.stringify(currentProcess())), undefined)
    return { release }
  }
  release()
  // util-linux and BusyBox exit with 1 and no output if the lock is taken. Every other failure prints a message.
  if (status === 1 && stderr === '') throw new DataFolderInUseError(inUse(folder, file))
  return { missing: error?.message ?? stderr.trim(), release }
}

/**
 * Each process first writes its own file and then checks for others. So at least one of two concurrent processes sees
 * the other, and the file of a live holder is never removed.
 */
const startHeartbeat = async (
  folder: string,
  locks: string,
  watchTime: number,
  onLost: (error: Error) => void,
): Promise<{ readonly isHeld: () => boolean; readonly stop: () => void }> => {
  for (let attempt = 1; ; attempt++) {
    const mine = join(locks, `${randomUUID()}.json`)
    withWriteError(folder, () => writeFileSync(mine, JSON.stringify(currentProcess()), { flag: 'wx', mode: 0o600 }))
    // Only a missing file means that the folder was taken. A read error may be temporary.
    const isHeld = () => orElse(() => statSync(mine, { throwIfNoEntry: false }) !== undefined, true)
    const heartbeat = setInterval(() => {
      if (isHeld()) return orElse(() => utimesSync(mine, new Date(), new Date()), undefined)
      clearInterval(heartbeat)
      onLost(new DataFolderLostError(folder))
    }, heartbeatInterval).unref()
    const stop = () => {
      clearInterval(heartbeat)
      rmSync(mine, { force: true })
    }
    const other = await findOther(locks, mine, watchTime)
    if (other === undefined) return { isHeld, stop }
    stop()
    // Two concurrent processes may both back off. A random delay separates them.
    if (attempt === 3) throw new DataFolderInUseError(inUse(folder, other))
    await pause(Math.random() * 200)
  }
}

const findOther = async (locks: string, mine: string, watchTime: number): Promise<string | undefined> => {
  for (const name of readdirSync(locks)) {
    const file = join(locks, name)
    if (file === mine) continue
    if (await isAlive(file, watchTime)) return file
    rmSync(file, { force: true })
  }
  return undefined
}

/**
 * The process that holds a data folder. Takes and changes nothing. Undefined if there is none.
 *
 * @throws Error if the folder cannot be read
 */
export const holderOf = async (folder: string, watchTime = 3_000): Promise<string | undefined> => {
  const locks = join(folder, 'lock')
  if (!existsSync(locks)) return undefined
  const files = readdirSync(locks).map((name) => join(locks, name))
  const alive = await Promise.all(files.map((file) => isAlive(file, watchTime)))
  const held = files.find((_, at) => alive[at])
  return held && nameOf(held)
}

const nameOf = (file: string): string => {
  const holder = orElse(() => JSON.parse(readFileSync(file, 'utf8')) as Holder, undefined)
  return holder ? `process ${holder.pid} on ${holder.place.split(' ')[0]}` : 'another process'
}

const inUse = (folder: string, file: string): string =>
  `The data folder ${folder} is in use by ${nameOf(file)}: stop it first, or choose another KEYRACK_DATA_DIR.`
