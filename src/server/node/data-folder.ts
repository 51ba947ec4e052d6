import { chmodSync, lstatSync, readdirSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'

import { errorCode } from './error-code.ts'

/** True for files that Keyrack creates. An operator may keep others in the same folder. */
const isOurs = (name: string): boolean =>
  ['database', 'database.new', 'database.lock', 'lock'].includes(name) || name.startsWith('session.key')

export const writableByAll = 0o002
const writableByGroup = 0o020
export const sticky = 0o1000

/**
 * Restricts the database and the session key in `folder` to this user: folders 0700, files 0600. The mode of the folder
 * itself is changed only if it is world-writable.
 *
 * @param warn called with one sentence for the operator
 * @throws Error with one sentence if other users can write and the mode cannot be changed
 */
export const secureDataFolder = (folder: string, warn: (message: string) => void): void => {
  // Windows has access control lists instead, which modes do not reflect.
  if (process.platform === 'win32') return
  const stats = statSync(folder, { throwIfNoEntry: false })
  // A folder that does not exist yet will be created under the process's umask.
  if (stats === undefined) return
  secureFolder(folder, stats, warn)
  for (const name of readdirSync(folder).filter(isOurs)) {
    const problem = secureAll(join(folder, name))
    if (problem !== undefined) warn(problem)
  }
}

/** Anyone who can write to a folder can replace its files, unless it is sticky like `/tmp`. */
const secureFolder = (folder: string, { mode, uid }: Stats, warn: (message: string) => void): void => {
  if ((mode & sticky) !== 0) return
  if ((mode & writableByAll) !== 0) {
    // Another user's folder may be shared on purpose, so do not change it, not even as root.
    const problem =
      uid === process.getuid?.() ? tryChmod(folder, mode & 0o7777 & ~writableByAll) : 'and belongs to another user'
    // Some file systems silently ignore chmod.
    if (problem !== undefined || (statSync(folder).mode & writableByAll) !== 0) {
      const found = `The data folder ${folder} is writable by every user, ${problem ?? 'and its file system does not support permissions'}`
      throw new Error(`${found}: run chmod o-w on it, or choose another KEYRACK_DATA_DIR.`)
    }
    warn(`The data folder ${folder} was writable by every user. This permission has been removed.`)
  }
  if ((mode & writableByGroup) !== 0) {
    warn(`The data folder ${folder} is writable by its group, whose members can replace the database.`)
  }
}

/** Returns one sentence about what remains open to other users. @throws Error if they can write to it */
const secureAll = (path: string): string | undefined => {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  const problem = secure(path, statSync)
  if (problem !== undefined || !isFolder) return problem
  for (const { name, parentPath } of readdirSync(path, { recursive: true, withFileTypes: true })) {
    const inner = secure(join(parentPath, name), lstatSync)
    if (inner !== undefined) return inner
  }
  return undefined
}

const secure = (path: string, stat: typeof lstatSync): string | undefined => {
  const stats = stat(path, { throwIfNoEntry: false })
  // The mode of a symbolic link is meaningless, and a file may have been removed concurrently.
  if (stats === undefined || stats.isSymbolicLink()) return undefined
  const mode = stats.isDirectory() ? 0o700 : 0o600
  if ((stats.mode & 0o077) === 0) return undefined
  const problem = tryChmod(path, mode)
  if (problem === undefined) return undefined
  const message = `${path} is open to other users, and cannot be closed: ${problem}`
  if ((stats.mode & writableByAll) !== 0) throw new Error(message)
  return message
}

const tryChmod = (path: string, mode: number): string | undefined => {
  try {
    chmodSync(path, mode)
    return undefined
  } catch (error) {
    if (!(error instanceof Error)) return String(error)
    return errorCode(error) === 'ENOENT' ? undefined : error.message
  }
}
