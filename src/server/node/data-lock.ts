import { randomUUID } from 'node:crypto'
import {
  mkdirSync,
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

/**
 * Holds `folder` for this process until the answer is called. Each process writes a file of its own first and looks
 * for others then, so of two that come at once at least one sees the other, and no live holder's file is removed.
 *
 * @param patience milliseconds to watch for a sign of life of a holder in another container
 * @throws DataFolderInUseError
 */
export const lockDataFolder = async (folder: string, patience = 10_000): Promise<() => void> => {
  const locks = join(folder, 'lock')
  const write = (work: () => void) => {
    try {
      work()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`The data folder ${folder} cannot be written: ${reason}`, { cause: error })
    }
  }
  write(() => mkdirSync(locks, { recursive: true, mode: 0o700 }))
  for (let attempt = 1; ; attempt++) {
    const mine = join(locks, `${randomUUID()}.json`)
    write(() => writeFileSync(mine, JSON.stringify(here()), { flag: 'wx' }))
    const heart = setInterval(() => tryTo(() => utimesSync(mine, new Date(), new Date()), undefined), beat).unref()
    const release = () => {
      clearInterval(heart)
      rmSync(mine, { force: true })
    }
    const other = await findOther(locks, mine, patience)
    if (other === undefined) return release
    release()
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
