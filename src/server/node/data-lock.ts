import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  closeSync,
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

interface Holder {
  readonly pid: number
  /** When the process started: a pid alone may belong to another process by now. Empty where the system does not tell. */
  readonly started: string
  /** Where the pid means something: a machine, or a container. */
  readonly place: string
}

/** Another process, or this one, holds the folder. The message is one sentence for the operator. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError'
}

/** The folder was taken from this process. The message is one sentence for the operator. */
export class DataFolderLostError extends Error {
  override readonly name = 'DataFolderLostError'

  constructor(folder: string) {
    super(
      `The lock of the data folder ${folder} is gone: this process stood still for too long and another one took it, or somebody removed ${join(folder, 'lock')}.`,
    )
  }
}

const tryTo = <T>(read: () => T, otherwise: T): T => {
  try {
    return read()
  } catch {
    return otherwise
  }
}

const startOf = (pid: number): string =>
  tryTo(() => {
    // The name of the program, in brackets, may hold spaces; after it come the state and, in the end, the start.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    // A killed process stays as a zombie until its parent asks for it.
    return fields[0] === 'Z' ? '' : (fields[19] ?? '')
  }, '')

const here = (): Holder => ({
  pid: process.pid,
  started: startOf(process.pid),
  place: `${hostname()} ${tryTo(() => readlinkSync('/proc/self/ns/pid'), '')}`,
})

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const beat = 1000
const modified = (file: string): number => tryTo(() => statSync(file).mtimeMs, 0)

/** Of a holder in another container or machine only its heartbeat can be seen. */
const beats = async (file: string, patience: number): Promise<boolean> => {
  const first = modified(file)
  for (let waited = 0; waited < patience; waited += beat) {
    await pause(Math.min(beat, patience))
    if (modified(file) !== first) return first !== 0 && modified(file) !== 0
  }
  return false
}

const isAlive = async (file: string, patience: number): Promise<boolean> => {
  const me = here()
  const holder = tryTo(() => JSON.parse(readFileSync(file, 'utf8')) as Holder, undefined)
  // A holder that is being written, or was cut short, has no pid to ask for yet.
  if (holder?.place !== me.place) return beats(file, patience)
  return runs(holder.pid) && startOf(holder.pid) === holder.started
}

/** A data folder that this process holds. */
export interface DataLock {
  /** Why the heartbeat alone holds the folder; undefined where the operating system's lock does. */
  readonly heartbeatOnly: string | undefined
  /** False when another process has taken the folder, or it was released. Nothing may be written then. */
  isHeld(): boolean
  release(): void
}

export interface LockOptions {
  /** Milliseconds to watch for a sign of life of a holder in another container. */
  readonly patience?: number
  /** Called once another process has taken the folder, which must be the end of this one. */
  readonly onLost?: (error: Error) => void
}

/**
 * Holds `folder` for this process: by the operating system's lock where there is `flock`, and always by a heartbeat,
 * which is what earlier versions, and machines that do not share locks, look for.
 * @throws DataFolderInUseError
 */
export const lockDataFolder = async (folder: string, options: LockOptions = {}): Promise<DataLock> => {
  const { patience = 10_000, onLost = raise } = options
  const locks = join(folder, 'lock')
  writing(folder, () => mkdirSync(locks, { recursive: true, mode: 0o700 }))
  const system = takeSystemLock(folder)
  try {
    const heart = await startHeart(folder, locks, patience, onLost)
    const release = () => {
      heart.stop()
      system.release()
    }
    return { heartbeatOnly: system.missing, isHeld: heart.isHeld, release }
  } catch (error) {
    system.release()
    throw error
  }
}

const raise = (error: Error) => {
  throw error
}

const writing = <T>(folder: string, work: () => T): T => {
  try {
    return work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The data folder ${folder} cannot be written: ${reason}`, { cause: error })
  }
}

/** It holds while this process is stopped, in all containers, and ends with the process, however that ends. */
const takeSystemLock = (folder: string): { readonly missing?: string; readonly release: () => void } => {
  // Programs of that name for Windows keep the lock to themselves.
  if (process.platform === 'win32') return { missing: 'Windows has no flock', release: () => {} }
  const file = join(folder, 'database.lock')
  let descriptor: number | undefined = writing(folder, () => openSync(file, 'a', 0o600))
  const release = () => {
    if (descriptor !== undefined) closeSync(descriptor)
    descriptor = undefined
  }
  // The program locks the open file that it inherits, so the lock stays with this process.
  const { status, stderr, error } = spawnSync('flock', ['-n', '3'], {
    stdio: ['ignore', 'ignore', 'pipe', descriptor],
    encoding: 'utf8',
    timeout: 10_000,
  })
  if (status === 0) {
    const opened = descriptor
    tryTo(() => ftruncateSync(opened), undefined)
    tryTo(() => writeFileSync(opened, JSON.stringify(here())), undefined)
    return { release }
  }
  release()
  // Both util-linux and BusyBox refuse with 1 and no word; every other failure has a message.
  if (status === 1 && stderr === '') throw new DataFolderInUseError(inUse(folder, file))
  return { missing: error?.message ?? stderr.trim(), release }
}

/**
 * Each process writes a file of its own first and looks for others then, so of two that come at once at least one sees
 * the other, and no live holder's file is removed.
 */
const startHeart = async (
  folder: string,
  locks: string,
  patience: number,
  onLost: (error: Error) => void,
): Promise<{ readonly isHeld: () => boolean; readonly stop: () => void }> => {
  for (let attempt = 1; ; attempt++) {
    const mine = join(locks, `${randomUUID()}.json`)
    writing(folder, () => writeFileSync(mine, JSON.stringify(here()), { flag: 'wx', mode: 0o600 }))
    // Only a missing file says that the folder was taken: a disk that cannot be read for a moment does not.
    const isHeld = () => tryTo(() => statSync(mine, { throwIfNoEntry: false }) !== undefined, true)
    const heart = setInterval(() => {
      if (isHeld()) return tryTo(() => utimesSync(mine, new Date(), new Date()), undefined)
      clearInterval(heart)
      onLost(new DataFolderLostError(folder))
    }, beat).unref()
    const stop = () => {
      clearInterval(heart)
      rmSync(mine, { force: true })
    }
    const other = await findOther(locks, mine, patience)
    if (other === undefined) return { isHeld, stop }
    stop()
    // Two that came at once both step back; they hardly come at once again.
    if (attempt === 3) throw new DataFolderInUseError(inUse(folder, other))
    await pause(Math.random() * 200)
  }
}

const findOther = async (locks: string, mine: string, patience: number): Promise<string | undefined> => {
  for (const name of readdirSync(locks)) {
    const file = join(locks, name)
    if (file === mine) continue
    if (await isAlive(file, patience)) return file
    rmSync(file, { force: true })
  }
  return undefined
}

const inUse = (folder: string, file: string): string => {
  const holder = tryTo(() => JSON.parse(readFileSync(file, 'utf8')) as Holder, undefined)
  const who = holder ? `process ${holder.pid} on ${holder.place.split(' ')[0]}` : 'another process'
  return `The data folder ${folder} is in use by ${who}: stop it first, or choose another KEYRACK_DATA_DIR.`
}
